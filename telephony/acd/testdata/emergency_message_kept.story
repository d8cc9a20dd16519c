# Proves: P-EMERG-2
# Two callers are in the voicemail: one is still asked, one speaks. Both are
# ended for emergency calls; what the second said is kept.
trunk svod Host=svod.example Lines=2
voicemail zaznamnik Name=Záznamník Lang=en
queue podpora Voicemail=zaznamnik Keys=message
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + Began
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:01:02 CallerDigit Call=1 Digit=#
  + VoicemailEntered Call=1 Voicemail=zaznamnik Name=Záznamník Lang=en Longest=3m0s Leaves=message Chosen Waited=2s
  > Say Leg=L1 Prompt=voicemail-en
08:01:04 Said Leg=L1 Prompt=voicemail-en
  + VoicemailStepped Call=1 Step=recording Recording=0000001-00000001-1
  > PlayQueue Leg=L1
  > Record Leg=L1 Call=1 Recording=0000001-00000001-1
08:01:10 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
08:01:11 CallerDigit Call=2 Digit=#
  + VoicemailEntered Call=2 Voicemail=zaznamnik Name=Záznamník Lang=en Longest=3m0s Leaves=message Chosen Waited=1s
  > Say Leg=L2 Prompt=voicemail-en
08:01:12 SeatDialled Call=3 Leg=L3 Seat=204 To=112
  + Alerted What=emergency Call=3 Seat=204 To=112
  + Dialled Call=3 Leg=L3 Seat=204 To=112 Trunks=[svod] Emergency
  + LineSought Call=3 Seat=204 Ends=2 Trunk=svod For=3s
  > RingCaller Leg=L3
  > Say Leg=L2 Prompt=line-needed-en
08:01:13 SeatDialled Call=4 Leg=L4 Seat=203 To=112
  + Alerted What=emergency Call=4 Seat=203 To=112
  + Dialled Call=4 Leg=L4 Seat=203 To=112 Trunks=[svod] Emergency
  + LineSought Call=4 Seat=203 Ends=1 Trunk=svod For=3s
  > RingCaller Leg=L4
  > PlayQueue Leg=L1 Greeting=line-needed-en
08:01:14 Said Leg=L2 Prompt=line-needed-en
  + VoicemailStepped Call=2 Step=recording Recording=0000001-00000002-1
  > PlayQueue Leg=L2
  > Record Leg=L2 Call=2 Recording=0000001-00000002-1
  @ 08:01:15
  + CallOver Call=2 Why=emergency Outcome=message Waited=1s
  + DialTried Call=3 Offer=1 Trunk=svod
  > EndLeg Leg=L2 Why=emergency
  > CallOut Call=3 Offer=1 Trunk=svod To=112 Emergency
  @ 08:01:16
  + ItemTaken Call=1 Item={Call=1 Kind=message Voicemail=zaznamnik VoicemailName=Záznamník Queue=podpora QueueName=Podpora From=+420777000001 At=07:01:04Z Length=12s Recording=0000001-00000001-1}
  + CallOver Call=1 Why=emergency Outcome=message Waited=2s
  + DialTried Call=4 Offer=2 Trunk=svod
  > EndLeg Leg=L1 Why=emergency
  > CallOut Call=4 Offer=2 Trunk=svod To=112 Emergency
08:01:20 show item 1
  = Item Call=1 Kind=message Voicemail=zaznamnik VoicemailName=Záznamník Queue=podpora QueueName=Podpora From=+420777000001 At=07:01:04Z Length=12s Recording=0000001-00000001-1
