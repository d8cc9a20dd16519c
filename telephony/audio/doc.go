// Package audio holds the rules of sound: G.711 both ways (ITU-T G.711), the
// lower band of G.722, how people would judge what came (G.107), and the
// frames of the tape on which every recorded call is kept until its file is
// made. It is pure: bytes in, bytes out.
package audio
