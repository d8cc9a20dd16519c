// Package chardev drives lamps and keys at the lines of chips, by the
// kernel's GPIO character device (Linux 5.10 and later: uAPI v2).
//
// Every line is requested by itself, so that one that is busy or gone does
// no harm to the others; what is missing is looked for again every two
// seconds. Keys come as edge events with the kernel's time stamp, debounced
// by the kernel. A flood overflows the kernel's queue: the gap shows in the
// sequence numbers and the level is read again. Once a second the level of
// every line is read, too: that is how a chip that went away is noticed (its
// descriptor only reports an error for ever).
//
// On close an output falls back to its pull, in a crash as well.
package chardev
