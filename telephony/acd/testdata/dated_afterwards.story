# Trap: FAULTS 21: what happened before the clock was known gets its time once it
# is: what callers left, talks, who signed on, an emergency call.
voicemail zpet Name="Zpětné volání"
queue podpora Voicemail=zpet Keys=both
trunk svod Host=svod.example
12:00:00 doubt
12:00:00 set 01:00:00
01:00:10 SignOn Agent=jana Seat=201
  + Began
  + SignedOn Agent=jana Name="Jana Malá" Seat=201
01:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
01:01:05 CallerDigit Call=1 Digit=0
  + VoicemailEntered Call=1 Voicemail=zpet Name="Zpětné volání" Lang=cs Longest=3m0s Leaves=call-back Chosen Waited=5s
  + ItemTaken Call=1 Item={Call=1 Kind=call-back Voicemail=zpet VoicemailName="Zpětné volání" Queue=podpora QueueName=Podpora From=+420777000001 At=00:01:05Z}
  + VoicemailStepped Call=1 Step=keeping
  > PlayQueue Leg=L1 Music=music
01:01:06 ItemKept Call=1
  + VoicemailStepped Call=1 Step=leaving
  > Say Leg=L1 Prompt=call-back-taken-cs
01:01:10 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=call-back Waited=5s
01:02:00 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
01:02:05 CallerDigit Call=2 Digit=#
  + VoicemailEntered Call=2 Voicemail=zpet Name="Zpětné volání" Lang=cs Longest=3m0s Leaves=message Chosen Waited=5s
  > Say Leg=L2 Prompt=voicemail-cs
01:02:06 CallerDigit Call=2 Digit=#
  + VoicemailStepped Call=2 Step=recording Recording=0000001-00000002-1
  > PlayQueue Leg=L2
  > Record Leg=L2 Call=2 Recording=0000001-00000002-1
01:02:30 SeatDialled Call=3 Leg=L3 Seat=201 To=112
  + Alerted What=emergency Call=3 Seat=201 To=112
  + Dialled Call=3 Leg=L3 Seat=201 Agent=jana AgentName="Jana Malá" To=112 Trunks=[svod] Emergency
  + DialTried Call=3 Offer=1 Trunk=svod
  > CallOut Call=3 Offer=1 Trunk=svod To=112 Emergency
01:02:40 CallArrived Call=4 Leg=L4 Trunk=svod From=+420777000004 To=800100200
  + CallQueued Call=4 Leg=L4 Trunk=svod From=+420777000004 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=4 Leg=L4
  > PlayQueue Leg=L4 Greeting=greeting-cs Music=music
01:03:00 set 12:03:00
  + ClockSet By=11h0m0s
12:03:00 trust
  + ClockSet Sure
12:03:10 CallerDigit Call=2 Digit=#
  + ItemTaken Call=2 Item={Call=2 Kind=message Voicemail=zpet VoicemailName="Zpětné volání" Queue=podpora QueueName=Podpora From=+420777000002 At=11:02:06Z Length=1m4s Recording=0000001-00000002-1}
  + VoicemailStepped Call=2 Step=keeping
  > Record Leg=L2 Call=2
  > PlayQueue Leg=L2 Music=music
12:03:11 show item 1
  = Item Call=1 Kind=call-back Voicemail=zpet VoicemailName="Zpětné volání" Queue=podpora QueueName=Podpora From=+420777000001 At=11:01:05Z
12:03:11 show item 2
  = Item Call=2 Kind=message Voicemail=zpet VoicemailName="Zpětné volání" Queue=podpora QueueName=Podpora From=+420777000002 At=11:02:06Z Length=1m4s Recording=0000001-00000002-1
12:03:11 show call 4
  = CallView ID=4 Stage=waiting From=+420777000004 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=12:02:40
12:03:11 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=12:00:10 Presence=off-air Work=dialling Since=12:02:30 Call=3
