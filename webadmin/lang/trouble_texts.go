package lang

import (
	"regexp"
	"strings"
)

// Trouble is what is wrong with the front, in a language. Drivers say it in
// English, for whoever looks into their output; that sentence is the key here.
// What the kernel says, in brackets, stays as it is.
func Trouble(l Lang, text string) string {
	if l != CS || text == "" {
		return text
	}
	gaps := strings.NewReplacer("%s", `([^;]+?)`, "%q", `("[^"]*"|\S+)`)
	for _, t := range troubles {
		text = regexp.MustCompile(gaps.Replace(regexp.QuoteMeta(t.english))).ReplaceAllString(text, t.czech)
	}
	return text
}

// troubles are English sentences with %s where something is put in, %q where
// that is one name, and Czech ones with $1, $2 for the same; in an order in
// which none is found inside of another. They are made ready when there is one,
// which is rare: kept ready they took 0.3 MB of every process.
var troubles = []struct{ english, czech string }{
	{"there is no line %s: see the names of lines with gpioinfo", "není tu vodič $1: názvy vodičů ukáže gpioinfo"},
	{"there is no leave to open %s: start the box as root, or in the group that owns it", "$1 nejde otevřít, chybí oprávnění: spusťte box jako root, nebo ve skupině, které patří"},
	{"there is no chip labelled %s: choose this board's front, see labels with gpiodetect", "není tu čip s označením $1: zvolte panel této desky, označení ukáže gpiodetect"},
	{"there is no chip with a line %s: choose this board's front", "žádný čip nemá vodič $1: zvolte panel této desky"},
	{"the kernel keeps lamps lit when the box dies: put dtparam=strict_gpiod into config.txt", "lampy by svítily, i když box nežije: dejte do config.txt dtparam=strict_gpiod"},
	{"%q uses it, choose another line or switch that off", "používá ho $1, zvolte jiný vodič nebo to vypněte"},
	{"line %s can't be had (%s)", "vodič $1 se nedá použít ($2)"},
	{"line %s can't be read", "vodič $1 se nedá přečíst"},
	{" (and %s more)", " (a další: $1)"},
	{"I²C bus %s can't be opened (%s): switch it on in the board's settings", "sběrnice I²C $1 se nedá otevřít ($2): zapněte ji v nastavení desky"},
	{"SPI bus %s can't be opened (%s): switch it on in the board's settings", "sběrnice SPI $1 se nedá otevřít ($2): zapněte ji v nastavení desky"},
	{"SPI bus %s: ", "sběrnice SPI $1: "},
	{"check its cable and its address pins", "zkontrolujte kabel a nožičky adresy"},
	{"check its cable", "zkontrolujte kabel"},
	{"%q forgot its settings: it is set up again; %s if this happens often", "$1: ztratil nastavení, nastavuje se znovu; když se to stává často, $2"},
	{"%q doesn't answer at %s of I²C bus %s (", "$1: neodpovídá na adrese $2 sběrnice I²C $3 ("},
	{"%q: its bus hangs: unplug what hangs on it and plug it in again, or start the box anew", "$1: sběrnice stojí: odpojte, co na ní visí, a připojte to znovu, nebo box restartujte"},
	{"%q: nobody hears its INT output: check the wire to the line that the profile names; until then its keys are looked at %s times a second", "$1: jeho výstup INT nikdo neslyší: zkontrolujte vodič na linku z profilu; do té doby se klávesy čtou $2× za sekundu"},
	{"there is no LED %s (%s): see ls /sys/class/leds", "není tu LED $1 ($2): vypíše je ls /sys/class/leds"},
	{"the kernel can't light LED %s by itself when the box dies: load ledtrig-pattern or ledtrig-oneshot", "jádro samo nerozsvítí LED $1, když box přestane žít: zaveďte ledtrig-pattern nebo ledtrig-oneshot"},
	{"channel %s can't be had (%s): another driver uses it, or %s has no such channel", "kanál $1 se nedá použít ($2): má ho jiný ovladač, nebo $3 takový kanál nemá"},
	{"channel %s isn't ready", "kanál $1 není připravený"},
	{"channel %s can't have a period of %s (%s): choose another, or that of the other channels of this chip", "kanál $1 nejde s periodou $2 ($3): zvolte jinou, nebo tu, kterou mají ostatní kanály čipu"},
	{"channel %s can't be switched on", "kanál $1 se nedá zapnout"},
	{"there is no PWM at %s: switch it on in the board's settings (dtoverlay=pwm-2chan), see ls -l /sys/class/pwm", "na $1 není PWM: zapněte ho v nastavení desky (dtoverlay=pwm-2chan), vypíše je ls -l /sys/class/pwm"},
	{"driver stopped: ", "ovladač se zastavil: "},
	{"%s: held down ever since the box looked: if nobody presses, its wire touches another, or the profile has its polarity wrong: put a ! before the line or take it away", "$1: stisknutá od chvíle, kdy se box podíval: když ji nikdo nemačká, vodič se dotýká jiného, nebo má profil opačnou polaritu: dejte před vodič !, nebo ho uberte"},
	{"%s: held down for longer than anybody presses: look whether the key sticks or its wire touches another", "$1: stisknutá déle, než kdo mačká: podívejte se, jestli klávesa nevázne nebo se její vodič nedotýká jiného"},
}
