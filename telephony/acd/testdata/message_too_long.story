# Trap: a message has a longest length, and a prompt of whose end nobody tells
# doesn't keep the caller for ever (C-FXO-4).
voicemail vzkazy Name="Záznamník" Longest=20
queue podpora Voicemail=vzkazy Keys=message
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + Began
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:01:05 CallerDigit Call=1 Digit=#
  + VoicemailEntered Call=1 Voicemail=vzkazy Name=Záznamník Lang=cs Longest=20s Leaves=message Chosen Waited=5s
  > Say Leg=L1 Prompt=voicemail-cs
  @ 08:01:35
  + VoicemailStepped Call=1 Step=recording Recording=0000001-00000001-1
  > PlayQueue Leg=L1
  > Record Leg=L1 Call=1 Recording=0000001-00000001-1
  @ 08:01:55
  + ItemTaken Call=1 Item={Call=1 Kind=message Voicemail=vzkazy VoicemailName=Záznamník Queue=podpora QueueName=Podpora From=+420777000001 At=07:01:35Z Length=20s Recording=0000001-00000001-1}
  + VoicemailStepped Call=1 Step=keeping
  > Record Leg=L1 Call=1
  > PlayQueue Leg=L1 Music=music
08:02:00 ItemKept Call=1
  + VoicemailStepped Call=1 Step=leaving
  > Say Leg=L1 Prompt=message-taken-cs
  @ 08:02:30
  + CallOver Call=1 Why=system Outcome=message Waited=5s
  > EndLeg Leg=L1 Why=system
08:02:40 show item 1
  = Item Call=1 Kind=message Voicemail=vzkazy VoicemailName=Záznamník Queue=podpora QueueName=Podpora From=+420777000001 At=07:01:35Z Length=20s Recording=0000001-00000001-1
