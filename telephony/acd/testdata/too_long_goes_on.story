# Proves: W-CC-11, D-10, D-20
# Who has waited too long goes to another queue, keeps his place by his whole
# wait, and the sum of each queue is right: offered is passed on here, and
# answered there.
queue podpora MaxWait=20 TooLong.Queue=uctarna
signed on eva@203
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:01:10 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100300
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100300 Queue=uctarna QueueName=Účtárna
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Music=music
  @ 08:01:20
  + CallOver Call=1 Why=max-wait Outcome=passed-on Waited=20s Then=3
  + CallQueued Call=3 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=uctarna QueueName=Účtárna Came={Call=1 Queue=podpora QueueName=Podpora Waited=20s Hops=1}
  > PlayQueue Leg=L1 Music=music
08:01:25 GoOnAir Agent=eva
  + PresenceSet Agent=eva Presence=on-air
  + Offered Call=3 Offer=1 Agent=eva AgentName="Eva Nová" Seat=203 Queue=uctarna Why=longest-idle Overflow
  > RingSeat Call=3 Offer=1 Seat=203 From=+420777000001 Queue=Účtárna Limit=20s
08:01:30 OfferAnswered Offer=1
  + Answered Call=3 Offer=1 Agent=eva AgentName="Eva Nová" Seat=203 Waited=30s Recording=0000001-00000003-1
  > Connect Call=3 Caller=L1 Called=o1 Recording=0000001-00000003-1
08:01:31 show queue podpora
  = QueueView ID=podpora Name=Podpora Offered=1 PassedOn=1
08:01:31 show queue uctarna
  = QueueView ID=uctarna Name=Účtárna Waiting=1 Oldest=08:01:10 SignedOn=1 Talking=1 Offered=2 Answered=1
