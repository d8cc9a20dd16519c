# Proves: W-CC-7, W-CC-11, D-10
# A full queue passes on to another one. The caller's clock runs on from his
# arrival; the second queue's own limits count from there.
queue podpora MaxWaiting=1 Full.Queue=uctarna
queue uctarna MaxWait=30
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + Began
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:01:05 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + CallOver Call=2 Why=full Outcome=passed-on Then=3
  + CallQueued Call=3 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=uctarna QueueName=Účtárna Came={Call=2 Queue=podpora QueueName=Podpora Hops=1}
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > PlayQueue Leg=L2 Music=music
08:01:20 show queue podpora
  = QueueView ID=podpora Name=Podpora Waiting=1 Oldest=08:01:00 Offered=2 PassedOn=1
  @ 08:01:35
  + CallOver Call=3 Why=max-wait Outcome=closed-out Waited=30s
  > EndLeg Leg=L2 Why=max-wait
08:01:40 wait
