package main

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"

	"github.com/spojka/spojka/firmware/disk"
)

// gokPackage is the packer, at the version in builddir.mod.
const gokPackage = "github.com/gokrazy/tools/cmd/gok"

// perm is the number of the data partition.
const perm = 4

// order is what to build.
type order struct {
	board string
	out   string
	// flags of the box, which win over those of every image.
	flags []string
	// seed is a folder whose content the data partition begins with; empty:
	// the partition begins empty.
	seed string
}

// boxFlags start the box in every image: reachable from the network, data on
// the data partition, which fills the card; no example office and no simulated
// phones. What the box prints can be read on the board's console, too.
var boxFlags = []string{
	"run", "--data=/perm/spojka", "--listen=0.0.0.0", "--web-port=8080", "--sip-port=5060",
	"--example=false", "--sim=false", "--grow", "--console=/dev/console", "--watchdog=/dev/watchdog",
}

// build makes an image. What the tools print is shown only if they fail.
func build(ctx context.Context, o order) error {
	b, err := boardNamed(o.board)
	if err != nil {
		return err
	}
	root, err := moduleRoot()
	if err != nil {
		return err
	}
	out, err := filepath.Abs(o.out)
	if err != nil {
		return err
	}
	parent := filepath.Join(root, "build", "gokrazy", filepath.Base(out))
	if err := writeInstance(filepath.Join(parent, o.board), root, newInstance(b, o.flags)); err != nil {
		return fmt.Errorf("laying the image's build folder: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		return err
	}
	if err := runGok(ctx, parent, o.board, out); err != nil {
		return err
	}
	return formatData(ctx, out, o.seed)
}

// moduleRoot is the source tree that the program was started in.
func moduleRoot() (string, error) {
	text, err := exec.Command("go", "env", "GOMOD").Output()
	file := string(bytes.TrimSpace(text))
	if err != nil || filepath.Base(file) != "go.mod" {
		return "", errors.New("an image is made from the source tree: run this inside it, with go installed")
	}
	return filepath.Dir(file), nil
}

// runGok compiles the box, packs the root file system and writes the whole
// disk into out.
func runGok(ctx context.Context, parent, board, out string) error {
	_ = os.Remove(out) // an older, larger image would keep its tail
	cmd := exec.CommandContext(ctx, "go", "run", gokPackage, "--parent_dir="+parent, "-i", board,
		"overwrite", "--full="+out, "--target_storage_bytes="+strconv.Itoa(imageBytes))
	cmd.Dir = filepath.Join(parent, board, "builddir")
	// The pinned versions are the whole truth: go may add what they need in turn.
	cmd.Env = append(os.Environ(), "GOFLAGS=-mod=mod -buildvcs=false", "GOWORK=off")
	return quietly(cmd, "building the image")
}

// formatData makes the ext4 of the data partition inside the image file.
// gokrazy makes none. Block size 4096 is said aloud: a small ext4 would get
// 1 KiB blocks, and it grows on a large card later.
func formatData(ctx context.Context, image, seed string) error {
	f, err := os.Open(image)
	if err != nil {
		return err
	}
	start, size, err := disk.Partition(f, perm)
	f.Close()
	if err != nil {
		return err
	}
	args := []string{"-F", "-q", "-t", "ext4", "-b", "4096", "-m", "1", "-L", "perm", "-E", fmt.Sprintf("offset=%d", start)}
	if seed != "" {
		args = append(args, "-d", seed)
	}
	args = append(args, image, fmt.Sprintf("%dk", size/1024))
	mkfs, err := findTool("mke2fs", "e2fsprogs")
	if err != nil {
		return err
	}
	return quietly(exec.CommandContext(ctx, mkfs, args...), "making the data partition")
}

// findTool looks where a plain user's PATH does not lead, too.
func findTool(name, debianPackage string) (string, error) {
	for _, try := range []string{name, "/usr/sbin/" + name, "/sbin/" + name} {
		if path, err := exec.LookPath(try); err == nil {
			return path, nil
		}
	}
	return "", fmt.Errorf("%s is missing: sudo apt-get install %s", name, debianPackage)
}

// quietly runs cmd and shows its output only in the error.
func quietly(cmd *exec.Cmd, what string) error {
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", what, err, out)
	}
	return nil
}

// packedSize is what the image takes when compressed with gzip.
func packedSize(image string) (int64, error) {
	f, err := os.Open(image)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	var packed counter
	z, err := gzip.NewWriterLevel(&packed, gzip.DefaultCompression)
	if err != nil {
		return 0, err
	}
	if _, err := io.Copy(z, f); err != nil {
		return 0, err
	}
	return packed.n, z.Close()
}

// counter counts what is written to it.
type counter struct{ n int64 }

func (c *counter) Write(p []byte) (int, error) {
	c.n += int64(len(p))
	return len(p), nil
}
