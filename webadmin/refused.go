package webadmin

// refused says why a change of settings was not taken.
func (f *frame) refused(err error) string { return f.T("settings.refused", err) }
