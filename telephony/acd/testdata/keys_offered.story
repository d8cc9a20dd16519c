# Proves: S-CB-2, S-CB-3, S-VM-4, D-19
# Only who has waited longer than the set time is told of the key; it works
# before, and who doesn't use it keeps waiting.
voicemail zpet Name="Zpětné volání"
queue podpora Voicemail=zpet Keys=both OfferAfter=30
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + Began
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:01:10 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
08:01:20 CallerDigit Call=2 Digit=0
  + VoicemailEntered Call=2 Voicemail=zpet Name="Zpětné volání" Lang=cs Longest=3m0s Leaves=call-back Chosen Waited=10s
  + ItemTaken Call=2 Item={Call=2 Kind=call-back Voicemail=zpet VoicemailName="Zpětné volání" Queue=podpora QueueName=Podpora From=+420777000002 At=07:01:20Z}
  + VoicemailStepped Call=2 Step=keeping
  > PlayQueue Leg=L2 Music=music
  @ 08:01:30
  + KeysOffered Call=1
  > PlayQueue Leg=L1 Greeting=offer-both-cs Music=music
08:01:50 wait
  @ 08:02:20
  + VoicemailStepped Call=2 Step=leaving
  > Say Leg=L2 Prompt=not-kept-cs
08:02:30 show call 1
  = CallView ID=1 Stage=waiting From=+420777000001 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00
