// Package flight is the flight recorder: it keeps the SIP messages of every
// call, without secrets, and hands them out as a ladder, as a file for a mail
// and as packets.
//
//	wire ─Signal─▶ pending ─each second, one goroutine─▶ 00000042.trace
//	loop ─Joined─▶ (bounded)   cut secrets, compress        (bounded)
//
// The wire never waits: what doesn't fit is dropped and counted. A file is a
// row of blocks, written as they are made, so that a crash costs a second; no
// sync of its own, a power cut costs what the kernel had not written yet. Each
// block names the calls in it. Files have numbers, not dates: a call is found
// by its own number, which rises over restarts and clock jumps.
//
// What was refused before it was a call is kept in memory only: whoever is still
// refused after a restart is there again with his next try, and strangers must
// not be able to fill the disk.
package flight
