# Proves: S-VM-12, S-VM-16, D-2, S-STAT-4
# The star does the same; a voicemail without a name is told as such. Chosen
# after more than 20 s it is not within Service Level. The key skips what asks
# for the message.
voicemail vzkazy Lang=en
queue podpora Voicemail=vzkazy Keys=message
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
  @ 08:01:20
  + OfferOver Call=1 Offer=1 Agent=jana How=missed
  > StopRinging Offer=1
  @ 08:01:25
  + Offered Call=1 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=2 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:25 CallerDigit Call=1 Digit=*
  + OfferOver Call=1 Offer=2 Agent=jana How=voicemail
  + VoicemailEntered Call=1 Voicemail=vzkazy Lang=en Longest=3m0s Leaves=message Chosen Waited=25s
  > StopRinging Offer=2
  > Say Leg=L1 Prompt=voicemail-en
08:01:26 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:25 Notice={Kind=voicemail At=08:01:25} Place=1 Today={Missed=1}
08:01:27 CallerDigit Call=1 Digit=*
  + VoicemailStepped Call=1 Step=recording Recording=0000001-00000001-1
  > PlayQueue Leg=L1
  > Record Leg=L1 Call=1 Recording=0000001-00000001-1
08:01:40 LegEnded Leg=L1 Why=caller
  + ItemTaken Call=1 Item={Call=1 Kind=message Voicemail=vzkazy Queue=podpora QueueName=Podpora From=+420777000001 At=07:01:27Z Length=13s Recording=0000001-00000001-1}
  + CallOver Call=1 Why=caller Outcome=message Waited=25s
08:01:41 show queue podpora
  = QueueView ID=podpora Name=Podpora SignedOn=1 Ready=1 Offered=1 Messages=1 Chosen=1
