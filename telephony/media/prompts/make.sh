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

# What the box says to callers, in each language: NAME-LANG. The voicemail's
# ends with a tone.
cs() { say "$1-cs" cs 145 "$2"; }
en() { say "$1-en" en-gb 150 "$2"; }

cs voicemail 'Zanechte nám prosím vzkaz po zaznění tónu. Nahrávání ukončíte křížkem nebo zavěšením.'
en voicemail 'Please leave a message after the tone. To finish, press the hash key or hang up.'
cs message-taken 'Děkujeme, váš vzkaz jsme přijali. Na shledanou.'
en message-taken 'Thank you, your message has been taken. Goodbye.'
cs call-back-taken 'Děkujeme, váš požadavek jsme přijali. Zavoláme vám zpět na číslo, ze kterého voláte. Na shledanou.'
en call-back-taken 'Thank you. We will call you back at the number you are calling from. Goodbye.'
cs offer-call-back 'Nechcete-li čekat, stiskněte nulu a zavoláme vám zpět.'
en offer-call-back 'If you would rather not wait, press zero and we will call you back.'
cs offer-message 'Nechcete-li čekat, stiskněte křížek nebo hvězdičku a zanechte nám vzkaz.'
en offer-message 'If you would rather not wait, press hash or star and leave a message.'
cs offer-both 'Nechcete-li čekat, stiskněte nulu a zavoláme vám zpět, nebo křížek a zanechte nám vzkaz.'
en offer-both 'If you would rather not wait, press zero and we will call you back, or hash to leave a message.'
cs no-number 'Vaše číslo nevidíme, proto vám nemůžeme zavolat zpět. Vyčkejte prosím na lince.'
en no-number 'We cannot see your number, so we cannot call you back. Please hold the line.'
cs nobody-free 'Omlouváme se, nikdo z operátorů teď není volný. Zavolejte nám prosím později. Na shledanou.'
en nobody-free 'We are sorry, nobody is free to take your call. Please call again later. Goodbye.'
cs not-kept 'Omlouváme se, teď to nemůžeme zaznamenat. Zavolejte nám prosím později. Na shledanou.'
en not-kept 'We are sorry, we cannot take this down now. Please call again later. Goodbye.'
sox -q -n -r 8000 -c 1 -e a-law "$work/tone.wav" synth 0.4 sine 1000 gain -14 fade t 0.02 0.4 0.02
for lang in cs en; do
	sox -q "voicemail-$lang.wav" "$work/tone.wav" -e a-law "$work/both.wav"
	mv "$work/both.wav" "voicemail-$lang.wav"
done

# A call is ended because an emergency call needs its line: the two
# tones by which telephone networks say that a call is preempted (440 and
# 620 Hz), then why. Both fit in the three seconds of the warning.
say line-needed-cs cs 195 'Linku potřebuje tísňové volání.'
say line-needed-en en-gb 180 'An emergency call needs this line.'
sox -q -n -r 8000 -c 1 -e a-law "$work/tone.wav" synth 0.8 sine 440 synth 0.8 sine mix 620 gain -12 fade t 0.02 0.8 0.02
for lang in cs en; do
	sox -q "$work/tone.wav" "line-needed-$lang.wav" -e a-law "$work/both.wav" trim 0 3
	mv "$work/both.wav" "line-needed-$lang.wav"
done

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
