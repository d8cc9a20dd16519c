# Trap: Defaults 1. A restart signs nobody off; the line of the longest idle
# goes on as it was.
on air petr@202 jana@201
08:05:00 restart
  + Began
08:05:01 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.001 Presence=on-air Since=08:00:00.001 Place=1
08:05:02 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.002 Presence=on-air Since=08:00:00.002 Place=2
08:05:03 CallArrived Call=2-1 Leg=L5 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=2-1 Leg=L5 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2-1 Offer=2-1 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > AnswerCaller Call=2-1 Leg=L5
  > PlayQueue Leg=L5 Greeting=greeting-cs Music=music
  > RingSeat Call=2-1 Offer=2-1 Seat=202 From=+420777000001 Queue=Podpora Limit=20s
