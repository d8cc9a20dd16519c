# Trap: A key takes the caller who waits longest, off air too; a second press finds
# nobody for whom no phone rings, and takes who rings elsewhere.
on air jana@201 petr@202 eva@203
08:00:10 GoOffAir Agent=petr
  + PresenceSet Agent=petr Presence=off-air
08:00:10 GoOffAir Agent=jana
  + PresenceSet Agent=jana Presence=off-air
08:00:20 TakeOldest Agent=petr Queue=podpora
  x Code=nobody-waits
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:01:05 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
08:01:06 TakeOldest Agent=eva Queue=podpora
  x Code=not-allowed
08:01:07 TakeOldest Agent=petr Queue=nothing
  x Code=nobody-waits
08:01:08 TakeOldest Agent=petr Queue=podpora
  + Offered Call=1 Offer=1 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=taken-out
  > RingSeat Call=1 Offer=1 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
08:01:09 TakeOldest Agent=jana Queue=podpora
  + Offered Call=2 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=taken-out
  > RingSeat Call=2 Offer=2 Seat=201 From=+420777000002 Queue=Podpora Limit=20s
08:01:10 LegEnded Leg=L2 Why=caller
  + OfferOver Call=2 Offer=2 Agent=jana How=abandoned
  + CallOver Call=2 Why=caller Outcome=abandoned Waited=5s
  > StopRinging Offer=2
08:01:11 TakeOldest Agent=jana Queue=podpora
  + OfferOver Call=1 Offer=1 Agent=petr How=withdrawn Next
  + Offered Call=1 Offer=3 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=taken-out
  > StopRinging Offer=1 Elsewhere
  > RingSeat Call=1 Offer=3 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:12 SeatReached Seat=202 Reach=unregistered
  + SeatReach Seat=202 Reach=unregistered
08:01:13 TakeOldest Agent=petr Queue=podpora
  x Code=phone-gone
