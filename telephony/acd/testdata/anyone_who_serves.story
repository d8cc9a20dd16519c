# Proves: D-4
# The queue's switch keeps it among those who serve it.
queue podpora AnyAfter=10 AnyMustServe
on air eva@203
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:02:00 show call 1
  = CallView ID=1 Stage=waiting From=+420777123456 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00
08:02:10 SignOn Agent=petr Seat=202
  + SignedOn Agent=petr Name="Petr Velký" Seat=202
08:02:11 GoOnAir Agent=petr
  + PresenceSet Agent=petr Presence=on-air
  + Offered Call=1 Offer=1 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=anyone Overflow
  > RingSeat Call=1 Offer=1 Seat=202 From=+420777123456 Queue=Podpora Limit=20s
