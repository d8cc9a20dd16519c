package book

import (
	"errors"
	"path/filepath"
	"time"
)

// copier is a [Store] that can be copied while it is written to.
type copier interface {
	Backup(every time.Duration) error
	CopyTo(path string) error
}

// Backup copies the state and the newest month beside themselves, each unless
// its newest copy is younger than every. Older months don't change, but for
// the odd call that is finished late.
func (b *Book) Backup(every time.Duration) error {
	err := b.copied(b.now, func(c copier) error { return c.Backup(every) })
	if months := b.shelf.all(); len(months) > 0 {
		err = errors.Join(err, months[len(months)-1].use(true, func(s Store) error {
			return b.copied(s, func(c copier) error { return c.Backup(every) })
		}))
	}
	return err
}

// CopyTo writes a copy of the whole book into a folder. The state comes first:
// what the months have beyond it is replayed.
func (b *Book) CopyTo(dir string) error {
	if err := b.copied(b.now, func(c copier) error { return c.CopyTo(filepath.Join(dir, "now.db")) }); err != nil {
		return err
	}
	for _, v := range b.shelf.all() {
		err := v.use(false, func(s Store) error {
			return b.copied(s, func(c copier) error { return c.CopyTo(filepath.Join(dir, "book-"+v.month+".db")) })
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (b *Book) copied(s Store, f func(copier) error) error {
	c, ok := s.(copier)
	if !ok {
		return errors.New("this store can't be copied")
	}
	return f(c)
}
