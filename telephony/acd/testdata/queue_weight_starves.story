# Proves: W-CC-7, W-CC-11
# Trap: row 10, a weight lets the callers of the other queue wait for as long as
# somebody waits in the heavier one. Petr serves both: the light queue's caller
# comes after every caller of the heavy one, whenever that came. What ends his
# wait are the queue's own limits: anybody on air after a time, or another queue.
queue uctarna Weight=1
queue podpora AnyAfter=90 MaxWait=120 TooLong.Queue=uctarna
on air petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100300
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100300 Queue=uctarna QueueName=Účtárna
  + Offered Call=1 Offer=1 Agent=petr AgentName="Petr Velký" Seat=202 Queue=uctarna Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Music=music
  > RingSeat Call=1 Offer=1 Seat=202 From=+420777000001 Queue=Účtárna Limit=20s
08:01:01 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=petr AgentName="Petr Velký" Seat=202 Waited=1s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:02 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
08:01:50 CallArrived Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100300
  + CallQueued Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100300 Queue=uctarna QueueName=Účtárna
  > AnswerCaller Call=3 Leg=L3
  > PlayQueue Leg=L3 Music=music
08:02:00 SaveCall Agent=petr Call=1 Form.Unknown HangUp
  + CallOver Call=1 Why=agent Outcome=answered Waited=1s Talked=59s
  + WrapUpBegan Call=1 Agent=petr
  + Saved Call=1 Agent=petr AgentName="Petr Velký" Form={Unknown} From=+420777000001
  + Offered Call=3 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=uctarna Why=longest-idle
  > EndLeg Leg=L1 Why=agent
  > EndLeg Leg=o1 Why=agent
  > RingSeat Call=3 Offer=2 Seat=202 From=+420777000003 Queue=Účtárna Limit=20s
08:02:01 OfferAnswered Offer=2
  + Answered Call=3 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Waited=11s Recording=0000001-00000003-1
  > Connect Call=3 Caller=L3 Called=o2 Recording=0000001-00000003-1
08:02:30 CallArrived Call=4 Leg=L4 Trunk=svod From=+420777000004 To=800100300
  + CallQueued Call=4 Leg=L4 Trunk=svod From=+420777000004 To=800100300 Queue=uctarna QueueName=Účtárna
  > AnswerCaller Call=4 Leg=L4
  > PlayQueue Leg=L4 Music=music
08:02:31 show call 2
  = CallView ID=2 Stage=waiting From=+420777000002 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:02
08:02:33 SignOn Agent=eva Seat=203
  + SignedOn Agent=eva Name="Eva Nová" Seat=203
08:02:34 GoOnAir Agent=eva
  + PresenceSet Agent=eva Presence=on-air
  + Offered Call=4 Offer=3 Agent=eva AgentName="Eva Nová" Seat=203 Queue=uctarna Why=longest-idle
  > RingSeat Call=4 Offer=3 Seat=203 From=+420777000004 Queue=Účtárna Limit=20s
08:02:35 OfferAnswered Offer=3
  + Answered Call=4 Offer=3 Agent=eva AgentName="Eva Nová" Seat=203 Waited=5s Recording=0000001-00000004-1
  > Connect Call=4 Caller=L4 Called=o3 Recording=0000001-00000004-1
  @ 08:03:02
  + CallOver Call=2 Why=max-wait Outcome=passed-on Waited=2m0s Then=5
  + CallQueued Call=5 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=uctarna QueueName=Účtárna Came={Call=2 Queue=podpora QueueName=Podpora Waited=2m0s Hops=1}
  > PlayQueue Leg=L2 Music=music
08:03:03 show call 5
  = CallView ID=5 Stage=waiting From=+420777000002 To=800100200 Line="Zelená linka" Trunk=svod Queue=uctarna QueueName=Účtárna Queued=08:01:02 Came={Call=2 Queue=podpora QueueName=Podpora Waited=2m0s Hops=1}
08:03:10 SaveCall Agent=petr Call=3 Form.Unknown HangUp
  + CallOver Call=3 Why=agent Outcome=answered Waited=11s Talked=1m9s
  + WrapUpBegan Call=3 Agent=petr
  + Saved Call=3 Agent=petr AgentName="Petr Velký" Form={Unknown} From=+420777000003
  + Offered Call=5 Offer=4 Agent=petr AgentName="Petr Velký" Seat=202 Queue=uctarna Why=longest-idle Overflow
  > EndLeg Leg=L3 Why=agent
  > EndLeg Leg=o2 Why=agent
  > RingSeat Call=5 Offer=4 Seat=202 From=+420777000002 Queue=Účtárna Limit=20s
08:03:11 show call 5
  = CallView ID=5 Stage=offered From=+420777000002 To=800100200 Line="Zelená linka" Trunk=svod Queue=uctarna QueueName=Účtárna Queued=08:01:02 Agent=petr Came={Call=2 Queue=podpora QueueName=Podpora Waited=2m0s Hops=1} RingUntil=08:03:30
