// Command images makes the images that a board boots: gokrazy with the box
// in it and nothing else, and runs one of them in an emulator.
//
//	go run ./images build --board virt --out build/virt.img
//	go run ./images emulate --image build/virt.img
//
// An image holds five parts: the loader's FAT with the kernel, two read-only
// root file systems of which one is in use, and the data partition /perm,
// which is the only one that the box writes. No step needs root.
package main
