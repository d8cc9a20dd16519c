#!/bin/sh
# Makes the prompts of the box: A-law, 8 kHz, one channel, peaks tamed, spoken
# ones at about -20 dBFS, music at about -18. Needs espeak-ng and sox. The
# output is kept in this folder, so nobody needs this script to build; any
# file here can be replaced by a recording of the same form.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# say FILE VOICE SPEED TEXT [BEFORE AFTER]: silence around it, in seconds
say() {
	espeak-ng -v "$2" -s "$3" -w "$work/say.wav" "$4"
	sox "$work/say.wav" -c 1 -e a-law "$1.wav" \
		gain -6 highpass 200 rate 8000 silence 1 0.01 0.1% reverse silence 1 0.01 0.1% reverse \
		compand 0.01,0.2 -45,-33,-25,-18,0,-9 0 -20 0.1 norm -3 pad "${5:-0.3}" "${6:-0.6}"
	even "$1.wav"
	even "$1.wav" # what it takes off the peaks is missing at first
}

# even FILE: what is said in it comes to -20 dBFS, so that a short word is not
# louder than the others of its sentence.
even() {
	loud=$(sox "$1" -n silence 1 0.01 1% -1 0.01 1% stats 2>&1 | awk '/^RMS lev dB/ { print $4 }')
	sox -D "$1" -e a-law "$work/even.wav" gain -l "$(awk "BEGIN { print -20 - ($loud) }")"
	mv "$work/even.wav" "$1"
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
cs call-back-taken-there 'Děkujeme, váš požadavek jsme přijali. Zavoláme vám na číslo, které jste zadali. Na shledanou.'
en call-back-taken-there 'Thank you. We will call you at the number you have entered. Goodbye.'

# Out of hours (S-CB-5 to 7, D-36): why, the hours in the words below, what may
# be left.
cs closed 'Dobrý den. Dovolali jste se mimo provozní dobu.'
en closed 'Hello. You have reached us outside our opening hours.'
cs closed-today 'Dobrý den. Dnes máme zavřeno.'
en closed-today 'Hello. We are closed today.'
cs closed-now 'Dobrý den. Právě teď bohužel hovory přijímat nemůžeme.'
en closed-now 'Hello. We are sorry, we cannot take calls just now.'
cs closed-call-back 'Stiskněte nulu a zavoláme vám zpět.'
en closed-call-back 'Press zero and we will call you back.'
cs closed-both 'Stiskněte nulu a zavoláme vám zpět, nebo vyčkejte a zanechte nám vzkaz.'
en closed-both 'Press zero and we will call you back, or hold on and leave a message.'
cs goodbye 'Děkujeme za zavolání. Na shledanou.'
en goodbye 'Thank you for calling. Goodbye.'

# A withheld number that is to be called back (D-13).
cs type-number 'Vaše číslo nevidíme. Zadejte prosím číslo, na které vám máme zavolat, a potvrďte ho křížkem.'
en type-number 'We cannot see your number. Please enter the number at which we are to call you, and press hash.'
cs type-again 'Na takové číslo zavolat nemůžeme. Zadejte ho prosím znovu a potvrďte křížkem.'
en type-again 'We cannot call such a number. Please enter it again, and press hash.'
cs number-is 'Zadali jste číslo:'
en number-is 'You have entered:'
cs number-right 'Souhlasí-li, stiskněte křížek. Jinak ho zadejte znovu.'
en number-right 'If that is right, press hash. If not, enter it again.'
cs no-number-goodbye 'Bez čísla vám zpět zavolat nemůžeme. Zavolejte nám prosím v provozní době. Na shledanou.'
en no-number-goodbye 'Without a number we cannot call you back. Please call again during our opening hours. Goodbye.'

# The night switch, for who pressed it at a phone (D-41).
cs night-closed 'Zavřeno.'
en night-closed 'Closed.'
cs night-open 'Otevřeno.'
en night-open 'Open.'
cs night-off 'Podle provozní doby.'
en night-off 'By the opening hours.'

# Words that hours and numbers are put together of. Czech says times and days
# in the genitive, which both od and do take; English by twelve hours.
csw() { say "$1-cs" cs 145 "$2" 0.02 0.06; }
enw() { say "$1-en" en-gb 150 "$2" 0.02 0.06; }
# each LANG NAME FIRST WORD...: numbered from FIRST on
each() {
	how=$1 name=$2 n=$3
	shift 3
	for word; do
		"$how" "$name-$n" "$word"
		n=$((n + 1))
	done
}
csw hours-are 'Jsme tu pro vás'
enw hours-are 'We are here for you'
csw hours-today 'Dnes jsme tu pro vás'
enw hours-today 'Today we are here for you'
csw hours-else 'Jinak jsme tu pro vás'
enw hours-else 'On other days we are here for you'
csw from od
enw from from
csw to do
enw to to
csw and a
enw and and
csw every-day 'každý den'
enw every-day 'every day'
csw all-day nepřetržitě
enw all-day 'around the clock'
csw midnight půlnoci
enw midnight midnight
each csw of-day 1 pondělí úterý středy čtvrtka pátku soboty neděle
each enw of-day 1 Monday Tuesday Wednesday Thursday Friday Saturday Sunday
each csw on-day 1 'v pondělí' 'v úterý' 've středu' 've čtvrtek' 'v pátek' 'v sobotu' 'v neděli'
each enw on-day 1 'on Monday' 'on Tuesday' 'on Wednesday' 'on Thursday' 'on Friday' 'on Saturday' 'on Sunday'
each csw digit 0 nula jedna dva tři čtyři pět šest sedm osm devět
each enw digit 0 zero one two three four five six seven eight nine
each csw hour 0 'nula hodin' 'jedné hodiny' 'dvou hodin' 'tří hodin' 'čtyř hodin' 'pěti hodin' 'šesti hodin' 'sedmi hodin' \
	'osmi hodin' 'devíti hodin' 'deseti hodin' 'jedenácti hodin' 'dvanácti hodin' 'třinácti hodin' 'čtrnácti hodin' \
	'patnácti hodin' 'šestnácti hodin' 'sedmnácti hodin' 'osmnácti hodin' 'devatenácti hodin' 'dvaceti hodin' \
	'dvaceti jedné hodiny' 'dvaceti dvou hodin' 'dvaceti tří hodin'
each csw minute 1 'jedné minuty' 'dvou minut' 'tří minut' 'čtyř minut' 'pěti minut' 'šesti minut' 'sedmi minut' \
	'osmi minut' 'devíti minut' 'deseti minut' 'jedenácti minut' 'dvanácti minut' 'třinácti minut' 'čtrnácti minut' \
	'patnácti minut' 'šestnácti minut' 'sedmnácti minut' 'osmnácti minut' 'devatenácti minut'
for tens in '20 dvaceti' '30 třiceti' '40 čtyřiceti' '50 padesáti'; do
	csw "ten-${tens% *}" "${tens#* }"
	csw "minute-${tens% *}" "${tens#* } minut"
done
each enw number 1 one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
	seventeen eighteen nineteen
enw number-20 twenty
enw number-30 thirty
enw number-40 forty
enw number-50 fifty
enw oh oh
enw noon noon
enw am 'a m'
enw pm 'p m'
for lang in cs en; do
	sox -q -n -r 8000 -c 1 -e a-law "pause-$lang.wav" trim 0 0.35
done

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
