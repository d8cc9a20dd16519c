// Package mail sends the box's mails by the office's mail server. A letter is
// a to-do of the book: it is sent after its fact is on disk, tried again with
// growing pauses while the server doesn't take it, and told done when every
// receiver's copy was taken. Its Message-ID is made of its place in the book,
// so that a copy sent twice around a crash is one mail to who receives it.
//
// It waits for nobody and nobody waits for it: a dead mail server is a
// condition, never a late call.
package mail
