# Trap: Defaults 1. Several free operators and several callers are brought
# together at once, not one after another.
on air jana@201 petr@202
08:01:00 SeatReached Seat=201 Reach=unregistered
  + SeatReach Seat=201 Reach=unregistered
08:01:00 SeatReached Seat=202 Reach=unregistered
  + SeatReach Seat=202 Reach=unregistered
08:01:01 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:01:02 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
08:01:03 SeatReached Seat=202 Reach=ok
  + SeatReach Seat=202 Reach=ok
  + Offered Call=1 Offer=1 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=1 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
08:01:04 SeatReached Seat=201 Reach=ok
  + SeatReach Seat=201 Reach=ok
  + Offered Call=2 Offer=2 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=2 Offer=2 Seat=201 From=+420777000002 Queue=Podpora Limit=20s
08:01:05 show queue podpora
  = QueueView ID=podpora Name=Podpora Waiting=2 Oldest=08:01:01 SignedOn=2 Offered=2
