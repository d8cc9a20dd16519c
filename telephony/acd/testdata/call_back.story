# Proves: S-LINE-6, S-VM-3, S-CB-4, S-CB-8
# Zero asks to be called back: the request is registered, the caller is told so
# once it is on disk, and hung up on.
voicemail zpet Name="Zpětné volání"
queue podpora Voicemail=zpet Keys=call-back
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:05 CallerDigit Call=1 Digit=0
  + OfferOver Call=1 Offer=1 Agent=jana How=voicemail To="Zpětné volání"
  + VoicemailEntered Call=1 Voicemail=zpet Name="Zpětné volání" Lang=cs Longest=3m0s Leaves=call-back Chosen Waited=5s
  + ItemTaken Call=1 Item={Call=1 Kind=call-back Voicemail=zpet VoicemailName="Zpětné volání" Queue=podpora QueueName=Podpora From=+420777000001 At=07:01:05Z}
  + VoicemailStepped Call=1 Step=keeping
  > StopRinging Offer=1
  > PlayQueue Leg=L1 Music=music
08:01:06 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:05 Notice={Kind=voicemail Name="Zpětné volání" At=08:01:05} Place=1
08:01:06 ItemKept Call=1
  + VoicemailStepped Call=1 Step=leaving
  > Say Leg=L1 Prompt=call-back-taken-cs
08:01:12 Said Leg=L1 Prompt=call-back-taken-cs
  + CallOver Call=1 Why=system Outcome=call-back Waited=5s
  > EndLeg Leg=L1 Why=system
08:01:13 show item 1
  = Item Call=1 Kind=call-back Voicemail=zpet VoicemailName="Zpětné volání" Queue=podpora QueueName=Podpora From=+420777000001 At=07:01:05Z
08:01:13 show queue podpora
  = QueueView ID=podpora Name=Podpora SignedOn=1 Ready=1 Offered=1 CallBacks=1 Chosen=1 ChosenInTime=1
