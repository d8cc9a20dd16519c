# Trap: hung up while he is asked, before there was time to say anything, or in
# the middle: only what is long enough becomes an item; who chose the voicemail
# counts as reached all the same (S-STAT-2).
voicemail vzkazy Name="Záznamník"
queue podpora Voicemail=vzkazy Keys=message
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + Began
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:01:05 CallerDigit Call=1 Digit=#
  + VoicemailEntered Call=1 Voicemail=vzkazy Name=Záznamník Lang=cs Longest=3m0s Leaves=message Chosen Waited=5s
  > Say Leg=L1 Prompt=voicemail-cs
08:01:06 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=message Waited=5s
08:02:00 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
08:02:05 CallerDigit Call=2 Digit=#
  + VoicemailEntered Call=2 Voicemail=vzkazy Name=Záznamník Lang=cs Longest=3m0s Leaves=message Chosen Waited=5s
  > Say Leg=L2 Prompt=voicemail-cs
08:02:12 Said Leg=L2 Prompt=voicemail-cs
  + VoicemailStepped Call=2 Step=recording Recording=0000001-00000002-1
  > PlayQueue Leg=L2
  > Record Leg=L2 Call=2 Recording=0000001-00000002-1
08:02:13 LegEnded Leg=L2 Why=caller
  + CallOver Call=2 Why=caller Outcome=message Waited=5s
08:03:00 CallArrived Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100200
  + CallQueued Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=3 Leg=L3
  > PlayQueue Leg=L3 Greeting=greeting-cs Music=music
08:03:05 CallerDigit Call=3 Digit=#
  + VoicemailEntered Call=3 Voicemail=vzkazy Name=Záznamník Lang=cs Longest=3m0s Leaves=message Chosen Waited=5s
  > Say Leg=L3 Prompt=voicemail-cs
08:03:12 Said Leg=L3 Prompt=voicemail-cs
  + VoicemailStepped Call=3 Step=recording Recording=0000001-00000003-1
  > PlayQueue Leg=L3
  > Record Leg=L3 Call=3 Recording=0000001-00000003-1
08:03:20 LegEnded Leg=L3 Why=lost
  + ItemTaken Call=3 Item={Call=3 Kind=message Voicemail=vzkazy VoicemailName=Záznamník Queue=podpora QueueName=Podpora From=+420777000003 At=07:03:12Z Length=8s Recording=0000001-00000003-1}
  + CallOver Call=3 Why=lost Outcome=message Waited=5s
08:03:21 show item 3
  = Item Call=3 Kind=message Voicemail=vzkazy VoicemailName=Záznamník Queue=podpora QueueName=Podpora From=+420777000003 At=07:03:12Z Length=8s Recording=0000001-00000003-1
08:03:21 show queue podpora
  = QueueView ID=podpora Name=Podpora Offered=3 Messages=3 Chosen=3 ChosenInTime=3
