// Package telephony holds the words of the call centre: the plain types that
// a receptionist would recognise, and the sealed lists of what can happen
// ([Event]), what is written down ([Fact]), what is to be done ([Command])
// and what is said when a wish is turned down ([Refusal]).
//
// It imports nothing of ours, starts nothing and reads no clock. Everything
// above it speaks in these words.
//
// # Glossary
//
//	agent        operátor                 the person who answers
//	seat         přístroj, telefon        the phone an agent signs on at (hot desking)
//	queue        fronta, parkoviště,      where callers wait
//	             skupina
//	trunk        svod, linka              the way out to the public network
//	leg          větev hovoru             one party's connection: one dialog, one media port
//	offer        nabídka                  one attempt to ring one seat for one call
//	on air       aktivní                  the agent wishes to receive calls
//	off air      neaktivní                the agent does not
//	break        přestávka                off air with a reason
//	wrap-up      zpracování               work after the call, until Save
//	unprocessed  nezpracovaný             a call that was taken and never saved
//	overflow     přepadlý hovor           redirected because nobody answered in time
//	transfer     přepojení                the caller goes on to a queue, as another call
//	voicemail    záznamník                where callers leave messages and requests
//	item         položka záznamníku       what a caller left, until somebody is done with it
//	hours        provozní doba            when a queue is open
//	own day      zvláštní den             otherwise than the week and the holidays say
//	night switch noční přepínač           holds queues closed or open until the next change
//	reason       důvod volání             a path in the queue's reason tree
//	site         lokace                   a place the office works for
//	assessment   předpis úhrad            a billed item of a customer
package telephony
