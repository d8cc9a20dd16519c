# Proves: S-LINE-5, S-LINE-6, S-LINE-9, S-CB-8
# Where all phones ring each operator is told what became of the call: the
# caller hung up, chose a message, or asks to be called back.
voicemail vzkazy Name=Vzkazy
queue podpora Strategy=ring-all Voicemail=vzkazy Keys=both
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=ring-all
  + Offered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=ring-all
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
  > RingSeat Call=1 Offer=2 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
08:01:02 LegEnded Leg=L1 Why=caller
  + OfferOver Call=1 Offer=1 Agent=jana How=abandoned
  + OfferOver Call=1 Offer=2 Agent=petr How=abandoned
  + CallOver Call=1 Why=caller Outcome=abandoned Waited=2s
  > StopRinging Offer=1
  > StopRinging Offer=2
08:01:03 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:02 Notice={Kind=abandoned Name=Podpora At=08:01:02} Place=1
08:01:03 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=on-air Since=08:01:02 Notice={Kind=abandoned Name=Podpora At=08:01:02} Place=2
08:02:00 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2 Offer=3 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=ring-all
  + Offered Call=2 Offer=4 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=ring-all
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=3 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
  > RingSeat Call=2 Offer=4 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
08:02:02 CallerDigit Call=2 Digit=#
  + OfferOver Call=2 Offer=3 Agent=jana How=voicemail To=Vzkazy
  + OfferOver Call=2 Offer=4 Agent=petr How=voicemail To=Vzkazy
  + VoicemailEntered Call=2 Voicemail=vzkazy Name=Vzkazy Lang=cs Longest=3m0s Leaves=message Chosen Waited=2s
  > StopRinging Offer=3
  > StopRinging Offer=4
  > Say Leg=L2 Prompt=voicemail-cs
08:02:03 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:02:02 Notice={Kind=voicemail Name=Vzkazy At=08:02:02} Place=1
08:02:03 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=on-air Since=08:02:02 Notice={Kind=voicemail Name=Vzkazy At=08:02:02} Place=2
  @ 08:02:32
  + VoicemailStepped Call=2 Step=recording Recording=0000001-00000002-1
  > PlayQueue Leg=L2
  > Record Leg=L2 Call=2 Recording=0000001-00000002-1
08:03:00 CallArrived Call=3 Leg=L3 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=3 Leg=L3 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=3 Offer=5 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=ring-all
  + Offered Call=3 Offer=6 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=ring-all
  > AnswerCaller Call=3 Leg=L3
  > PlayQueue Leg=L3 Greeting=greeting-cs Music=music
  > RingSeat Call=3 Offer=5 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
  > RingSeat Call=3 Offer=6 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
08:03:02 CallerDigit Call=3 Digit=0
  + OfferOver Call=3 Offer=5 Agent=jana How=voicemail To=Vzkazy
  + OfferOver Call=3 Offer=6 Agent=petr How=voicemail To=Vzkazy
  + VoicemailEntered Call=3 Voicemail=vzkazy Name=Vzkazy Lang=cs Longest=3m0s Leaves=call-back Chosen Waited=2s
  + ItemTaken Call=3 Item={Call=3 Kind=call-back Voicemail=vzkazy VoicemailName=Vzkazy Queue=podpora QueueName=Podpora From=+420777000001 At=07:03:02Z}
  + VoicemailStepped Call=3 Step=keeping
  > StopRinging Offer=5
  > StopRinging Offer=6
  > PlayQueue Leg=L3 Music=music
08:03:03 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:03:02 Notice={Kind=voicemail Name=Vzkazy At=08:03:02} Place=1
08:03:03 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=on-air Since=08:03:02 Notice={Kind=voicemail Name=Vzkazy At=08:03:02} Place=2
