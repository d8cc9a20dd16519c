# Trap: the disk doesn't take it. Nobody is told that it was taken: the caller
# hears that it could not be, at the latest after a minute.
voicemail vzkazy Name="Záznamník"
queue podpora Voicemail=vzkazy Keys=both
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + Began
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:01:05 CallerDigit Call=1 Digit=0
  + VoicemailEntered Call=1 Voicemail=vzkazy Name=Záznamník Lang=cs Longest=3m0s Leaves=call-back Chosen Waited=5s
  + ItemTaken Call=1 Item={Call=1 Kind=call-back Voicemail=vzkazy VoicemailName=Záznamník Queue=podpora QueueName=Podpora From=+420777000001 At=07:01:05Z}
  + VoicemailStepped Call=1 Step=keeping
  > PlayQueue Leg=L1 Music=music
08:01:06 ItemKept Call=1 Lost
  + VoicemailStepped Call=1 Step=leaving
  > Say Leg=L1 Prompt=not-kept-cs
08:01:13 Said Leg=L1 Prompt=not-kept-cs
  + CallOver Call=1 Why=system Outcome=call-back Waited=5s
  > EndLeg Leg=L1 Why=system
08:02:00 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
08:02:05 CallerDigit Call=2 Digit=0
  + VoicemailEntered Call=2 Voicemail=vzkazy Name=Záznamník Lang=cs Longest=3m0s Leaves=call-back Chosen Waited=5s
  + ItemTaken Call=2 Item={Call=2 Kind=call-back Voicemail=vzkazy VoicemailName=Záznamník Queue=podpora QueueName=Podpora From=+420777000002 At=07:02:05Z}
  + VoicemailStepped Call=2 Step=keeping
  > PlayQueue Leg=L2 Music=music
  @ 08:03:05
  + VoicemailStepped Call=2 Step=leaving
  > Say Leg=L2 Prompt=not-kept-cs
08:03:05 wait
08:03:06 ItemKept Call=2
  @ 08:03:35
  + CallOver Call=2 Why=system Outcome=call-back Waited=5s
  > EndLeg Leg=L2 Why=system
08:03:40 wait
