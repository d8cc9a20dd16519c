// Package record makes the files that people listen to from the tape of the
// sound process: MP3, right the caller, left the called (W-CC-12), one per
// recording under its id (W-CC-13). [Run] is the body of the worker; it may be
// killed at any instant and begins again where it was, since a recording is
// made when its file has its name, and the tape goes only after that.
package record
