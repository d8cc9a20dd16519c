#!/bin/bash
# A guest with simulated lines, buses and lights, from Debian's packages: gpio-sim (edges, debounce, pulls, by the names
# of lines), labbus below (plain I2C registers, an SPI loop behind spidev, injected errors) and labdim below (a PWM chip
# and a LED of the kernel, which keep what the kernel told them); the kernel's LED triggers; QEMU's i6300esb watchdog.
#
#   guest.sh STATIC_TEST_BINARY WORKDIR [ARGUMENTS OF THE BINARY]
#
# Exit status: that of the binary, 124 when no answer came in time, 125 when the modules can't be built.
#   GPIO_LINES="KEY_A LED_A -"  names of the lines, - = no name; a / starts a second chip: sim0, sim1
#   I2C_ADDR=0x20,0x27          devices on labbus
#   GUEST_CLOCK="-accel tcg"    the emulator's clock, in its words
#   GPIO_WAIT=160               seconds that it may take
# A WORKDIR kept from run to run saves the build. Run as root on Debian 12, amd64; needs no KVM and no module of the host.
set -euo pipefail
SELF=$(md5sum "$0" | cut -c1-8); BIN=$(realpath "$1"); mkdir -p "$2"; W=$(realpath "$2"); shift 2; ARGS=$(printf "%q " "$@")
LINES_=${GPIO_LINES:-KEY_RESET KEY_A KEY_B EXP_INT LED_RUN LED_ALARM LED_NET LED_CALL}
T0=$(date +%s%N); say() { printf '== %5d ms %s\n' $((($(date +%s%N) - T0) / 1000000)) "$*"; }
export DEBIAN_FRONTEND=noninteractive

if [ ! -e "$W/ready-$SELF" ]; then
  apt-get update -qq
  apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends make gcc libc6-dev linux-headers-amd64 \
    qemu-system-x86 busybox-static cpio xz-utils </dev/null >"$W/apt.log" 2>&1
  K=$(basename "$(readlink -f /lib/modules/*-amd64/build | sort -V | tail -1)"); K=${K#linux-headers-}
  V=$(echo "$K" | cut -d. -f1,2); S=linux-source-$V
  rm -f "$W"/*.deb; (cd "$W" && apt-get download -qq "linux-image-$K" "$S" 2>/dev/null)
  say "packages ($K)"
  rm -rf "$W/k" "$W/m"; mkdir "$W/k" "$W/m"
  dpkg-deb --fsys-tarfile "$W"/linux-image-*.deb | tar x -C "$W/k" --wildcards './boot/vmlinuz*' '*/configfs.ko*' '*/i2c-dev.ko*' \
    '*/ledtrig-pattern.ko*' '*/ledtrig-oneshot.ko*' '*/drivers/watchdog/watchdog.ko*' '*/i6300esb.ko*'
  dpkg-deb --fsys-tarfile "$W/$S"_*.deb | tar xO --wildcards '*.tar.xz' | tar xJ -C "$W/m" --strip-components=1 \
    "$S/drivers/gpio/gpio-sim.c" "$S/drivers/gpio/gpiolib.h" "$S/kernel/irq/irq_sim.c"
  cd "$W/m"; mv drivers/gpio/* kernel/irq/* .; rm -r drivers kernel
  # irq_to_desc is not exported to modules; the same descriptor is reached through the exported irq_get_irq_data
  sed -i 's/irq_to_desc(irqnum)/irq_data_to_desc(irq_get_irq_data(irqnum))/' irq_sim.c
  printf 'obj-m := gpiosim.o labbus.o labdim.o\ngpiosim-y := gpio-sim.o irq_sim.o\n' >Kbuild
  cat >labbus.c <<'C'
// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/i2c.h>
#include <linux/spi/spi.h>
#include <linux/platform_device.h>
#include <linux/debugfs.h>
static int addr[8] = { 0x20 }, naddr = 1, fail; static u8 reg[8][256], ptr[8], mosi[4096];
module_param_array(addr, int, &naddr, 0444); module_param(fail, int, 0644);
static struct debugfs_blob_wrapper rb = { reg, sizeof(reg) }, tb = { mosi, 0 };
static int xfer(struct i2c_adapter *a, struct i2c_msg *m, int n)
{ /* a register file per address: the first byte written sets the pointer, which then counts up */
	int i, j, k;
	for (i = 0; i < n; i++) {
		for (k = 0; k < naddr && addr[k] != m[i].addr; k++) ;
		if (fail || k == naddr) return fail ? fail : -ENXIO;
		for (j = 0; j < m[i].len; j++)
			if (m[i].flags & I2C_M_RD) m[i].buf[j] = reg[k][ptr[k]++];
			else if (!j) ptr[k] = m[i].buf[0];
			else reg[k][ptr[k]++] = m[i].buf[j];
	}
	return n;
}
static u32 func(struct i2c_adapter *a) { return I2C_FUNC_I2C | I2C_FUNC_SMBUS_EMUL; }
static const struct i2c_algorithm algo = { .master_xfer = xfer, .functionality = func };
static struct i2c_adapter ad = { .owner = THIS_MODULE, .algo = &algo, .name = "labbus" };
static int one(struct spi_controller *c, struct spi_device *d, struct spi_transfer *t)
{ /* MISO = MOSI; the last bytes sent are kept for the test */
	if (fail) return fail;
	if (t->tx_buf) memcpy(mosi, t->tx_buf, tb.size = min_t(int, t->len, sizeof(mosi)));
	if (t->rx_buf && t->tx_buf) memcpy(t->rx_buf, t->tx_buf, t->len);
	return 0;
}
static struct platform_device *pd; static struct spi_controller *sc; static struct dentry *dd;
static int __init labbus_init(void)
{
	struct spi_board_info bi = { .modalias = "dh2228fv", .max_speed_hz = 10000000 };
	int r = i2c_add_adapter(&ad);
	if (r) return r;
	pd = platform_device_register_simple("labspi", -1, NULL, 0);
	sc = spi_alloc_master(&pd->dev, 0);
	sc->bus_num = 0; sc->num_chipselect = 1; sc->transfer_one = one; sc->mode_bits = SPI_CPOL | SPI_CPHA;
	r = spi_register_master(sc);
	if (!r && !spi_new_device(sc, &bi)) r = -ENODEV;
	dd = debugfs_create_dir("labbus", NULL);
	debugfs_create_blob("i2c", 0444, dd, &rb); debugfs_create_blob("mosi", 0444, dd, &tb);
	return r;
}
module_init(labbus_init); MODULE_LICENSE("GPL");
C
  cat >labdim.c <<'C'
// SPDX-License-Identifier: GPL-2.0
#include <linux/module.h>
#include <linux/leds.h>
#include <linux/pwm.h>
#include <linux/platform_device.h>
#include <linux/debugfs.h>
/* a PWM chip of two channels and two LEDs; what the kernel told them is in debugfs */
static u64 duty[2], period[2]; static u32 on[2], lit[2]; static struct pwm_chip chip; static struct dentry *dd;
static int apply(struct pwm_chip *c, struct pwm_device *p, const struct pwm_state *s)
{
	if (s->polarity != PWM_POLARITY_NORMAL) return -EINVAL;
	duty[p->hwpwm] = s->duty_cycle; period[p->hwpwm] = s->period; on[p->hwpwm] = s->enabled;
	return 0;
}
static const struct pwm_ops ops = { .apply = apply, .owner = THIS_MODULE };
static void set(struct led_classdev *l, enum led_brightness b);
static struct led_classdev led[2] = {
	{ .name = "lab:red:fault", .max_brightness = 255, .brightness_set = set },
	{ .name = "lab:green:power", .max_brightness = 1, .brightness_set = set } };
static void set(struct led_classdev *l, enum led_brightness b) { lit[l - led] = b; }
static int probe(struct platform_device *pd)
{
	int i, r;
	for (i = 0; i < 2; i++) if ((r = led_classdev_register(&pd->dev, led + i))) return r;
	memset(&chip, 0, sizeof(chip)); memset(duty, 0, sizeof(duty)); memset(on, 0, sizeof(on));
	chip.dev = &pd->dev; chip.ops = &ops; chip.npwm = 2;
	return pwmchip_add(&chip);
}
static int gone(struct platform_device *pd)
{
	pwmchip_remove(&chip); led_classdev_unregister(led); led_classdev_unregister(led + 1);
	return 0;
}
static struct platform_driver drv = { .probe = probe, .remove = gone, .driver = { .name = "labdim" } };
static int __init labdim_init(void)
{
	int i; char n[8];
	dd = debugfs_create_dir("labdim", NULL);
	for (i = 0; i < 2; i++) {
		sprintf(n, "duty%d", i); debugfs_create_u64(n, 0444, dd, duty + i);
		sprintf(n, "period%d", i); debugfs_create_u64(n, 0444, dd, period + i);
		sprintf(n, "on%d", i); debugfs_create_u32(n, 0444, dd, on + i);
		sprintf(n, "lit%d", i); debugfs_create_u32(n, 0444, dd, lit + i);
	}
	platform_device_register_simple("labdim", -1, NULL, 0);
	return platform_driver_register(&drv);
}
module_init(labdim_init); MODULE_LICENSE("GPL");
C
  make -j2 -C "/lib/modules/$K/build" M="$W/m" modules >"$W/make.log" 2>&1 || { tail -20 "$W/make.log"; exit 125; }
  strip --strip-debug ./*.ko; touch "$W/ready-$SELF"; say "modules built"
fi

R=$W/root; rm -rf "$R"; mkdir -p "$R"/{bin,mod,dev,proc,sys,tmp}
cp "$(command -v busybox)" "$R/bin/busybox"; ln -s busybox "$R/bin/sh"; cp "$BIN" "$R/test"; chmod 755 "$R/test"
find "$W/k" "$W/m" -name '*.ko' -exec cp {} "$R/mod/" \;
find "$W/k" -name '*.ko.xz' -exec sh -c 'xz -dc "$1" >"$2/mod/$(basename "$1" .xz)"' _ {} "$R" \;
cat >"$R/init" <<X
#!/bin/sh
bb() { /bin/busybox "\$@"; }
bb mount -t devtmpfs dev /dev; bb mount -t proc proc /proc; bb mount -t sysfs sys /sys; bb mount -t tmpfs tmp /tmp
bb ifconfig lo 127.0.0.1 up
bb insmod /mod/configfs.ko; bb insmod /mod/i2c-dev.ko
bb insmod /mod/gpiosim.ko; bb insmod /mod/labbus.ko addr=${I2C_ADDR:-0x20}
bb insmod /mod/labdim.ko; bb insmod /mod/ledtrig-pattern.ko; bb insmod /mod/ledtrig-oneshot.ko
bb insmod /mod/watchdog.ko; bb insmod /mod/i6300esb.ko
bb mount -t configfs cfg /sys/kernel/config; bb mount -t debugfs dbg /sys/kernel/debug
chip() { # chip LABEL NAME...: one simulated chip with these lines
  c=/sys/kernel/config/gpio-sim/\$1; bb mkdir -p \$c/bank0; echo \$1 >\$c/bank0/label; shift; echo \$# >\$c/bank0/num_lines; i=0
  for n; do [ \$n = - ] || { bb mkdir \$c/bank0/line\$i; echo \$n >\$c/bank0/line\$i/name; }; i=\$((i+1)); done; echo 1 >\$c/live
}
n=0; set -f; set --; for w in $LINES_ /; do if [ \$w = / ]; then chip sim\$n "\$@"; n=\$((n+1)); set --; else set -- "\$@" \$w; fi; done
export HOME=/tmp TMPDIR=/tmp PATH=/bin; cd /tmp; /test $ARGS; echo "GUEST-EXIT \$?"; bb poweroff -f
X
chmod 755 "$R/init"; (cd "$R" && find . | cpio -o -H newc --quiet | gzip -1) >"$W/initrd.gz"
# One processor: gpio-sim raises the interrupt before it changes the level, and a second one would read the old level.
say "guest starts ($(stat -c %s "$W/initrd.gz") bytes)"
timeout "${GPIO_WAIT:-160}" qemu-system-x86_64 -M q35 ${GUEST_CLOCK:--accel tcg} -cpu max -smp 1 -m 256 -nodefaults -no-reboot -display none -serial stdio -device i6300esb \
  -kernel "$W"/k/boot/vmlinuz-* -initrd "$W/initrd.gz" -append "console=ttyS0 quiet panic=-1" </dev/null |
  while IFS= read -r l; do l=${l%$'\r'}; case $l in BOX-*) say "$l" ;; *) printf '%s\n' "$l" ;; esac; done | tee "$W/out.log" || true
say "guest ended"; RC=$(sed -n 's/^GUEST-EXIT \([0-9]*\).*/\1/p' "$W/out.log" | tail -1); exit "${RC:-124}"
