// Package board holds the words of the box's front: lamps, keys, profiles and
// the conditions that people must know of. It imports nothing but telephony's
// words and starts nothing.
package board
