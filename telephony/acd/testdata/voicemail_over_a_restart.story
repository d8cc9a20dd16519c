# Trap: the brain begins anew while a caller speaks. He speaks on; what he left
# before the restart is in the book and he is told so.
voicemail vzkazy Name="Záznamník"
queue podpora Voicemail=vzkazy Keys=both
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + Began
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:01:05 CallerDigit Call=1 Digit=#
  + VoicemailEntered Call=1 Voicemail=vzkazy Name=Záznamník Lang=cs Longest=3m0s Leaves=message Chosen Waited=5s
  > Say Leg=L1 Prompt=voicemail-cs
08:01:12 Said Leg=L1 Prompt=voicemail-cs
  + VoicemailStepped Call=1 Step=recording Recording=0000001-00000001-1
  > PlayQueue Leg=L1
  > Record Leg=L1 Call=1 Recording=0000001-00000001-1
08:01:13 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
08:01:14 CallerDigit Call=2 Digit=0
  + VoicemailEntered Call=2 Voicemail=vzkazy Name=Záznamník Lang=cs Longest=3m0s Leaves=call-back Chosen Waited=1s
  + ItemTaken Call=2 Item={Call=2 Kind=call-back Voicemail=vzkazy VoicemailName=Záznamník Queue=podpora QueueName=Podpora From=+420777000002 At=07:01:14Z}
  + VoicemailStepped Call=2 Step=keeping
  > PlayQueue Leg=L2 Music=music
08:01:20 restart Live=L1,L2
  + Began Kept=2
  + VoicemailStepped Call=2 Step=leaving
  > Say Leg=L2 Prompt=call-back-taken-cs
08:01:25 CallerDigit Call=1 Digit=#
  + ItemTaken Call=1 Item={Call=1 Kind=message Voicemail=vzkazy VoicemailName=Záznamník Queue=podpora QueueName=Podpora From=+420777000001 At=07:01:12Z Length=13s Recording=0000001-00000001-1}
  + VoicemailStepped Call=1 Step=keeping
  > Record Leg=L1 Call=1
  > PlayQueue Leg=L1 Music=music
08:01:26 ItemKept Call=1
  + VoicemailStepped Call=1 Step=leaving
  > Say Leg=L1 Prompt=message-taken-cs
08:01:30 show item 1
  = Item Call=1 Kind=message Voicemail=vzkazy VoicemailName=Záznamník Queue=podpora QueueName=Podpora From=+420777000001 At=07:01:12Z Length=13s Recording=0000001-00000001-1
08:01:40 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=message Waited=5s
