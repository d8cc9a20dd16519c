# Proves: S-LINE-9, S-VM-2, S-VM-11, S-VM-13, S-VM-14, D-2, D-24, S-STAT-2, S-STAT-3
# While the phone rings the caller presses #: the operator is told where the
# call went. He speaks, ends with #, and is told that it was taken only when it
# is on disk.
voicemail vzkazy Name="Záznamník podpory"
queue podpora Voicemail=vzkazy Keys=both
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:05 CallerDigit Call=1 Digit=#
  + OfferOver Call=1 Offer=1 Agent=jana How=voicemail To="Záznamník podpory"
  + VoicemailEntered Call=1 Voicemail=vzkazy Name="Záznamník podpory" Lang=cs Longest=3m0s Leaves=message Chosen Waited=5s
  > StopRinging Offer=1
  > Say Leg=L1 Prompt=voicemail-cs
08:01:06 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:05 Notice={Kind=voicemail Name="Záznamník podpory" At=08:01:05} Place=1
08:01:06 OfferAnswered Offer=1
  > EndLeg Leg=o1 Why=system
08:01:13 Said Leg=L1 Prompt=voicemail-cs
  + VoicemailStepped Call=1 Step=recording Recording=0000001-00000001-1
  > PlayQueue Leg=L1
  > Record Leg=L1 Call=1 Recording=0000001-00000001-1
08:01:14 CallerDigit Call=1 Digit=#
08:01:30 CallerDigit Call=1 Digit=#
  + ItemTaken Call=1 Item={Call=1 Kind=message Voicemail=vzkazy VoicemailName="Záznamník podpory" Queue=podpora QueueName=Podpora From=+420777000001 At=07:01:13Z Length=17s Recording=0000001-00000001-1}
  + VoicemailStepped Call=1 Step=keeping
  > Record Leg=L1 Call=1
  > PlayQueue Leg=L1 Music=music
08:01:31 show call 1
  = CallView ID=1 Stage=voicemail From=+420777000001 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00 Waited=5s Recording=0000001-00000001-1
08:01:32 ItemKept Call=1
  + VoicemailStepped Call=1 Step=leaving
  > Say Leg=L1 Prompt=message-taken-cs
08:01:35 Said Leg=L1 Prompt=message-taken-cs
  + CallOver Call=1 Why=system Outcome=message Waited=5s
  > EndLeg Leg=L1 Why=system
08:01:36 show item 1
  = Item Call=1 Kind=message Voicemail=vzkazy VoicemailName="Záznamník podpory" Queue=podpora QueueName=Podpora From=+420777000001 At=07:01:13Z Length=17s Recording=0000001-00000001-1
08:01:36 show queue podpora
  = QueueView ID=podpora Name=Podpora SignedOn=1 Ready=1 Offered=1 Messages=1 Chosen=1 ChosenInTime=1
08:05:00 CloseItem Agent=eva Call=1
  x Code=not-allowed
08:05:01 CloseItem Agent=petr Call=1
  + ItemDone Call=1 Left=message Agent=petr AgentName="Petr Velký"
08:05:02 CloseItem Agent=jana Call=1
  x Code=item-gone
