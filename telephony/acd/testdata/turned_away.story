# Proves: W-CC-14
# A number that leads nowhere, a full queue, a disabled one: each is refused
# before it is answered, and stands in the book with its cause.
queue podpora MaxWaiting=1
queue uctarna Disabled
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=555
  + Began
  + CallTurnedAway Call=1 Trunk=svod From=+420777000001 To=555 Why=system
  > RefuseCaller Call=1 Leg=L1 Code=404
08:01:01 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
08:01:02 CallArrived Call=3 Leg=L3 Trunk=svod From=+420777000001 To=800100200
  + CallTurnedAway Call=3 Trunk=svod From=+420777000001 To=800100200 Queue=podpora QueueName=Podpora Why=full
  > RefuseCaller Call=3 Leg=L3 Code=486
08:01:03 CallArrived Call=4 Leg=L4 Trunk=svod From=+420777000001 To=800100300
  + CallTurnedAway Call=4 Trunk=svod From=+420777000001 To=800100300 Queue=uctarna QueueName=Účtárna Why=system
  > RefuseCaller Call=4 Leg=L4 Code=503
08:01:04 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000001 To=800100200
08:01:05 show queue podpora
  = QueueView ID=podpora Name=Podpora Waiting=1 Oldest=08:01:01 Offered=1
