# Trap: In a queue where all phones ring at once, a call that somebody picks up,
# or that is given or passed to him, rings at his alone; the others ring again
# when he doesn't take it.
queue podpora Strategy=ring-all RingTime=10
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=ring-all
  + Offered Call=1 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=ring-all
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=10s
  > RingSeat Call=1 Offer=2 Seat=202 From=+420777000001 Queue=Podpora Limit=10s
08:01:03 GoOffAir Agent=petr
  + OfferOver Call=1 Offer=2 Agent=petr How=withdrawn Next
  + PresenceSet Agent=petr Presence=off-air
  > StopRinging Offer=2
08:01:04 PickUp Agent=petr
  + OfferOver Call=1 Offer=1 Agent=jana How=withdrawn Next
  + Offered Call=1 Offer=3 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=picked-up
  > StopRinging Offer=1 Elsewhere
  > RingSeat Call=1 Offer=3 Seat=202 From=+420777000001 Queue=Podpora Limit=10s
  @ 08:01:14
  + OfferOver Call=1 Offer=3 Agent=petr How=missed Next
  + Offered Call=1 Offer=4 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=ring-all Overflow
  > StopRinging Offer=3
  > RingSeat Call=1 Offer=4 Seat=201 From=+420777000001 Queue=Podpora Limit=10s
08:01:15 wait
08:01:16 OfferAnswered Offer=4
  + Answered Call=1 Offer=4 Agent=jana AgentName="Jana Malá" Seat=201 Waited=16s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o4 Recording=0000001-00000001-1
08:02:00 GoOnAir Agent=petr
  + PresenceSet Agent=petr Presence=on-air
08:02:01 Transfer Agent=jana Call=1 Queue=podpora Prefer=petr
  + CallOver Call=1 Why=transfer Outcome=answered Waited=16s Talked=45s Then=2
  + WrapUpBegan Call=1 Agent=jana
  + CallQueued Call=2 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3 Came={Call=1 Queue=podpora QueueName=Podpora Agent=jana AgentName="Jana Malá"}
  + Offered Call=2 Offer=5 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=preferred
  > EndLeg Leg=o4 Why=transfer
  > PlayQueue Leg=L1 Music=music
  > RingSeat Call=2 Offer=5 Seat=202 From=+420777000001 Queue=Podpora Limit=10s
08:02:02 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=2
  + Saved Call=1 Agent=jana AgentName="Jana Malá" Form={Reasons=[2] Unknown} ReasonNames=[Jiné] Tree=duvody TreeVersion=3 From=+420777000001
08:02:03 GiveCall Call=2 To=jana By=sova
  + OfferOver Call=2 Offer=5 Agent=petr How=withdrawn Next
  + Offered Call=2 Offer=6 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=given By=sova
  > StopRinging Offer=5
  > RingSeat Call=2 Offer=6 Seat=201 From=+420777000001 Queue=Podpora Limit=10s
  @ 08:02:13
  + OfferOver Call=2 Offer=6 Agent=jana How=missed Next
  + Offered Call=2 Offer=7 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=ring-all Overflow
  > StopRinging Offer=6
  > RingSeat Call=2 Offer=7 Seat=202 From=+420777000001 Queue=Podpora Limit=10s
08:02:14 wait
