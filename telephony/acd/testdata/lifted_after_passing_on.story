# Proves: D-14, S-LINE-7
# Trap: C-RING-4, C-RING-5. Jana lifts just after the call went to Petr: she
# is hung up and told where it went; the call rings on at Petr's, who gets it.
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
  @ 08:01:20
  + OfferOver Call=1 Offer=1 Agent=jana How=missed Next
  + Offered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle Overflow
  > StopRinging Offer=1
  > RingSeat Call=1 Offer=2 Seat=202 From=+420777123456 Queue=Podpora Limit=20s
08:01:20 OfferAnswered Offer=1
  > EndLeg Leg=o1 Why=system
08:01:20 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:20 Notice={Kind=passed-on Name=Podpora At=08:01:20} Place=1 Today={Missed=1}
08:01:21 OfferAnswered Offer=2
  + Answered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Waited=21s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o2 Recording=0000001-00000001-1
08:01:22 OfferAnswered Offer=2
08:01:23 OfferAnswered Offer=1
  > EndLeg Leg=o1 Why=system
