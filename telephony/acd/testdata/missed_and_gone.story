# Proves: S-LINE-7, S-LINE-8, S-LINE-9, W-CC-11
# The caller has waited too long when Jana's ring comes to nothing. She is told
# what became of him: another queue's operator is rung, he is asked for a
# message, or he was told that nobody is free; that he waits on only where he does.
voicemail vzkazy Name="Vzkazy podpory"
queue podpora MaxWait=15 Voicemail=vzkazy TooLong.Queue=uctarna
on air jana@201 eva@203
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
  @ 08:01:20
  + OfferOver Call=1 Offer=1 Agent=jana How=missed Next
  + CallOver Call=1 Why=max-wait Outcome=passed-on Waited=20s Then=2
  + CallQueued Call=2 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=uctarna QueueName=Účtárna Came={Call=1 Queue=podpora QueueName=Podpora Waited=20s Hops=1}
  + Offered Call=2 Offer=2 Agent=eva AgentName="Eva Nová" Seat=203 Queue=uctarna Why=longest-idle Overflow
  > StopRinging Offer=1
  > PlayQueue Leg=L1 Music=music
  > RingSeat Call=2 Offer=2 Seat=203 From=+420777000001 Queue=Účtárna Limit=20s
08:01:21 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:20 Notice={Kind=passed-on Name=Podpora At=08:01:20} Place=1 Today={Missed=1}
08:01:22 OfferAnswered Offer=2
  + Answered Call=2 Offer=2 Agent=eva AgentName="Eva Nová" Seat=203 Waited=22s Recording=0000001-00000002-1
  > Connect Call=2 Caller=L1 Called=o2 Recording=0000001-00000002-1
08:01:23 LegEnded Leg=L1 Why=caller
  + CallOver Call=2 Why=caller Outcome=answered Waited=22s Talked=1s
  + WrapUpBegan Call=2 Agent=eva
  > EndLeg Leg=o2 Why=caller
queue podpora MaxWait=15 Voicemail=vzkazy TooLong.Queue= TooLong.Leave=message
08:02:00 office
  + OfficeSet Office={…}
08:02:01 CallArrived Call=3 Leg=L3 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=3 Leg=L3 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=3 Offer=3 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=3 Leg=L3
  > PlayQueue Leg=L3 Greeting=greeting-cs Music=music
  > RingSeat Call=3 Offer=3 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
  @ 08:02:21
  + OfferOver Call=3 Offer=3 Agent=jana How=missed To="Vzkazy podpory"
  + VoicemailEntered Call=3 Voicemail=vzkazy Name="Vzkazy podpory" Lang=cs Longest=3m0s Leaves=message Why=max-wait Waited=20s
  > StopRinging Offer=3
  > Say Leg=L3 Prompt=voicemail-cs
08:02:22 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:02:21 Notice={Kind=voicemail Name="Vzkazy podpory" At=08:02:21} Place=1 Today={Missed=2}
08:02:23 LegEnded Leg=L3 Why=caller
  + CallOver Call=3 Why=caller Outcome=abandoned Waited=20s
queue podpora MaxWait=15 Voicemail=vzkazy TooLong.Leave= TooLong.Apology
08:03:00 office
  + OfficeSet Office={…}
08:03:01 CallArrived Call=4 Leg=L4 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=4 Leg=L4 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=4 Offer=4 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=4 Leg=L4
  > PlayQueue Leg=L4 Greeting=greeting-cs Music=music
  > RingSeat Call=4 Offer=4 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
  @ 08:03:21
  + OfferOver Call=4 Offer=4 Agent=jana How=missed Gone
  + VoicemailEntered Call=4 Voicemail=vzkazy Name="Vzkazy podpory" Lang=cs Longest=3m0s Why=max-wait Waited=20s
  + VoicemailStepped Call=4 Step=leaving
  > StopRinging Offer=4
  > Say Leg=L4 Prompt=nobody-free-cs
08:03:22 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:03:21 Notice={Kind=abandoned Name=Podpora At=08:03:21} Place=1 Today={Missed=3}
