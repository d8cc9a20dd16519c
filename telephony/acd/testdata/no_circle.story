# Trap: two queues that pass on to each other keep nobody for ever (C-FXO-4).
queue podpora MaxWait=10 TooLong.Queue=uctarna
queue uctarna MaxWait=10 TooLong.Queue=podpora
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + Began
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  @ 08:01:10
  + CallOver Call=1 Why=max-wait Outcome=passed-on Waited=10s Then=2
  + CallQueued Call=2 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=uctarna QueueName=Účtárna Came={Call=1 Queue=podpora QueueName=Podpora Waited=10s Hops=1}
  > PlayQueue Leg=L1 Music=music
  @ 08:01:20
  + CallOver Call=2 Why=max-wait Outcome=passed-on Waited=20s Then=3
  + CallQueued Call=3 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3 Came={Call=2 Queue=uctarna QueueName=Účtárna Waited=20s Hops=2}
  > PlayQueue Leg=L1 Music=music
  @ 08:01:30
  + CallOver Call=3 Why=max-wait Outcome=passed-on Waited=30s Then=4
  + CallQueued Call=4 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=uctarna QueueName=Účtárna Came={Call=3 Queue=podpora QueueName=Podpora Waited=30s Hops=3}
  > PlayQueue Leg=L1 Music=music
  @ 08:01:40
  + CallOver Call=4 Why=max-wait Outcome=passed-on Waited=40s Then=5
  + CallQueued Call=5 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3 Came={Call=4 Queue=uctarna QueueName=Účtárna Waited=40s Hops=4}
  > PlayQueue Leg=L1 Music=music
  @ 08:01:50
  + CallOver Call=5 Why=max-wait Outcome=passed-on Waited=50s Then=6
  + CallQueued Call=6 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=uctarna QueueName=Účtárna Came={Call=5 Queue=podpora QueueName=Podpora Waited=50s Hops=5}
  > PlayQueue Leg=L1 Music=music
  @ 08:02:00
  + CallOver Call=6 Why=max-wait Outcome=closed-out Waited=1m0s
  > EndLeg Leg=L1 Why=max-wait
08:03:00 wait
