// Package book keeps the facts of the call centre, for ever and by month, and
// the list of calls, which is a fold of them.
//
// The loop never waits for the disk: [Book.Append] queues, one committer
// writes, at once when a promise waits, else each second, and not at all when
// nothing is new. A promise is kept when its facts are on disk.
package book
