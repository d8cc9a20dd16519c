// Package firmware holds the tests that keep the house as it was drawn: which
// floor a package stands on, what it may import, and that every choice over
// a sealed list knows all of its members. The programs are in the folders
// below.
package firmware
