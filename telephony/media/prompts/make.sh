#!/bin/sh
# Makes the prompts of the box: A-law, 8 kHz, one channel, peaks tamed, spoken
# ones at about -20 dBFS, music at about -18. Needs espeak-ng and sox. The
# output is kept in this folder, so nobody needs this script to build; any
# file here can be replaced by a recording of the same form.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# say FILE VOICE SPEED TEXT
say() {
	espeak-ng -v "$2" -s "$3" -w "$work/say.wav" "$4"
	sox "$work/say.wav" -c 1 -e a-law "$1.wav" \
		gain -6 highpass 200 rate 8000 silence 1 0.01 0.1% reverse silence 1 0.01 0.1% reverse \
		compand 0.01,0.2 -45,-33,-25,-18,0,-9 0 -20 0.1 norm -3 pad 0.3 0.6
}

say greeting-cs cs 145 'Dobrý den. Děkujeme za zavolání. Hovor může být nahráván. Prosím, vyčkejte na lince, spojíme vás s prvním volným operátorem.'
say greeting-en en-gb 150 'Good afternoon, and thank you for calling. Your call may be recorded. Please hold the line. You will be connected to the first available operator.'

# note NAME PITCH SECONDS: one soft plucked note with a quiet octave above.
note() {
	sox -q -n -r 8000 -c 1 "$work/$1.wav" synth "$3" pluck "$2" synth "$3" sine mix "$2" \
		fade t 0.02 "$3" 0.4 lowpass 2600 gain -9
}

# A slow waltz over four chords (C, Am, F, G), our own: bass on one, two high
# notes on two and three, twelve bars of 2 s.
bar=0
for chord in 'C3 E4 G4' 'A2 E4 A4' 'F2 C4 A4' 'G2 D4 B4' \
	'C3 G4 C5' 'A2 C4 E4' 'F2 A4 C5' 'G2 B3 D4' \
	'E2 B3 G4' 'A2 C4 A4' 'D3 F4 A4' 'G2 B3 G4'; do
	set -- $chord
	note one "$1" 2.0
	note two "$2" 1.4
	note three "$3" 1.0
	sox -q "$work/two.wav" "$work/two_.wav" pad 0.5 0
	sox -q "$work/three.wav" "$work/three_.wav" pad 1.0 0
	sox -q -m "$work/one.wav" "$work/two_.wav" "$work/three_.wav" "$work/bar$(printf %02d $bar).wav" trim 0 2.0 fade t 0.01 2.0 0.05
	bar=$((bar + 1))
done
sox -q "$work"/bar??.wav "$work/all.wav" reverb 30 50 60
sox -q "$work/all.wav" -r 8000 -c 1 -e a-law music.wav trim 0 24 norm -9 compand 0.05,0.3 -50,-40,-30,-22,0,-9 -3 norm -7
