# Proves: S-VM-15, D-13
# A withheld number can't be called back. Asked for one the caller types none: he
# is told so and keeps waiting, nothing is registered.
voicemail zpet Name="Zpětné volání"
queue podpora Voicemail=zpet Keys=call-back OfferAfter=30
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod To=800100200
  + Began
  + CallQueued Call=1 Leg=L1 Trunk=svod To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:01:05 CallerDigit Call=1 Digit=0
  + NumberTyped Call=1
  > Say Leg=L1 Prompt=type-number-cs
  @ 08:01:30
  + NumberTyped Call=1 Over
  > PlayQueue Leg=L1 Greeting=no-number-cs Music=music
08:01:40 show call 1
  = CallView ID=1 Stage=waiting To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00
