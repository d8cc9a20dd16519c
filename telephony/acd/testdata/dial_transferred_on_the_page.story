# Proves: S-OUT-18, S-XFER-8, S-XFER-3, S-LINE-10
# Jana called a customer by her phone; on the page she passes him on to
# accounts, Eva first. Eva is told from whom he comes; Jana is free at once, for
# there is nothing to save.
trunk svod Host=svod.example
queue podpora Disabled
on air jana@201 petr@202 eva@203
08:01:00 SeatDialled Call=1 Leg=L1 Seat=201 To=+420602111222
  + Dialled Call=1 Leg=L1 Seat=201 Agent=jana AgentName="Jana Malá" To=+420602111222 Trunks=[svod]
  + DialTried Call=1 Offer=1 Trunk=svod
  > CallOut Call=1 Offer=1 Trunk=svod To=+420602111222
08:01:01 Transfer Agent=jana Call=1 Queue=uctarna
  x Code=no-call
08:01:04 OfferAnswered Offer=1
  + DialAnswered Call=1 Offer=1 Waited=4s Recording=0000001-00000001-1
  > AnswerCaller Call=1 Leg=L1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:05 kept o1 zaznam
08:01:06 Transfer Agent=jana Call=7 Queue=uctarna
  x Code=not-your-call
08:01:07 Transfer Agent=jana Call=1 Queue=podpora
  x Code=queue-closed
08:01:08 Transfer Agent=jana Call=1 Queue=nic
  x Code=queue-closed
08:01:10 Transfer Agent=jana Call=1 Queue=uctarna Prefer=eva
  + DialOver Call=1 Why=transfer Outcome=answered Waited=4s Talked=6s Then=2
  + CallQueued Call=2 Leg=o1 Trunk=svod From=+420602111222 To=800100300 Queue=uctarna QueueName=Účtárna Came={Call=1 Agent=jana AgentName="Jana Malá"}
  + LegKept Leg=o1 Identity=zaznam
  + Offered Call=2 Offer=2 Agent=eva AgentName="Eva Nová" Seat=203 Queue=uctarna Why=preferred
  > EndLeg Leg=L1 Why=transfer
  > PlayQueue Leg=o1 Music=music
  > RingSeat Call=2 Offer=2 Seat=203 From=+420602111222 Queue=Účtárna Limit=20s
08:01:11 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Since=08:01:10 Place=2
08:01:11 show call 2
  = CallView ID=2 Stage=offered From=+420602111222 To=800100300 Trunk=svod Queue=uctarna QueueName=Účtárna Queued=08:01:10 Agent=eva Came={Call=1 Agent=jana AgentName="Jana Malá"} RingUntil=08:01:30
08:01:12 LegEnded Leg=L1 Why=caller
08:01:13 OfferAnswered Offer=2
  + Answered Call=2 Offer=2 Agent=eva AgentName="Eva Nová" Seat=203 Waited=3s Recording=0000001-00000002-1
  > Connect Call=2 Caller=o1 Called=o2 Recording=0000001-00000002-1
08:01:20 LegEnded Leg=o1 Why=caller
  + CallOver Call=2 Why=caller Outcome=answered Waited=3s Talked=7s
  + WrapUpBegan Call=2 Agent=eva
  > EndLeg Leg=o2 Why=caller
08:01:30 SaveCall Agent=eva Call=2 Form.Unknown
  + Saved Call=2 Agent=eva AgentName="Eva Nová" Form={Unknown} From=+420602111222
# who was called passes on who called: a colleague of his own, at whose phone
# the music plays
08:02:00 SeatDialled Call=3 Leg=L3 Seat=201 To=203
  + Dialled Call=3 Leg=L3 Seat=201 Agent=jana AgentName="Jana Malá" To=203 Other=203
  + DialTried Call=3 Offer=3
  > RingSeat Call=3 Offer=3 Seat=203 From=201 Name="Jana Malá" Limit=1m0s
08:02:01 OfferAnswered Offer=3
  + DialAnswered Call=3 Offer=3 Waited=1s Recording=0000001-00000003-1
  > AnswerCaller Call=3 Leg=L3
  > Connect Call=3 Caller=L3 Called=o3 Recording=0000001-00000003-1
08:02:10 Transfer Agent=eva Call=3 Queue=uctarna
  + DialOver Call=3 Why=transfer Outcome=answered Waited=1s Talked=9s Then=4
  + CallQueued Call=4 Leg=L3 Seat=201 From=201 Name="Jana Malá" To=800100300 Queue=uctarna QueueName=Účtárna Came={Call=3 Agent=eva AgentName="Eva Nová"}
  + Offered Call=4 Offer=4 Agent=petr AgentName="Petr Velký" Seat=202 Queue=uctarna Why=longest-idle
  > EndLeg Leg=o3 Why=transfer
  > PlayQueue Leg=L3 Music=music
  > RingSeat Call=4 Offer=4 Seat=202 From=201 Name="Jana Malá" Queue=Účtárna Limit=20s
08:02:11 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=dialling Since=08:02:10 Call=4
08:02:11 show agent eva
  = AgentView ID=eva Name="Eva Nová" Queues=[uctarna] Seat=203 SignedOn=08:00:00.003 Presence=on-air Since=08:02:10 Place=1 Today={Answered=1 Talked=7s}
08:02:12 OfferAnswered Offer=4
  + Answered Call=4 Offer=4 Agent=petr AgentName="Petr Velký" Seat=202 Waited=2s Recording=0000001-00000004-1
  > Connect Call=4 Caller=L3 Called=o4 Recording=0000001-00000004-1
08:02:13 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=talking Since=08:02:10 Call=4
# in a queue's call whoever called has nobody to pass on
08:02:14 Transfer Agent=jana Call=4 Queue=uctarna
  x Code=no-call
08:02:20 LegEnded Leg=L3 Why=caller
  + CallOver Call=4 Why=caller Outcome=answered Waited=2s Talked=8s
  + WrapUpBegan Call=4 Agent=petr
  > EndLeg Leg=o4 Why=caller
08:02:21 SaveCall Agent=petr Call=4 Form.Unknown
  + Saved Call=4 Agent=petr AgentName="Petr Velký" Form={Unknown} From=201
# a call for help stays where it is
08:03:00 SeatDialled Call=5 Leg=L5 Seat=201 To=112
  + Alerted What=emergency Call=5 Seat=201 To=112
  + Dialled Call=5 Leg=L5 Seat=201 Agent=jana AgentName="Jana Malá" To=112 Trunks=[svod] Emergency
  + DialTried Call=5 Offer=5 Trunk=svod
  > CallOut Call=5 Offer=5 Trunk=svod To=112 Emergency
08:03:01 OfferAnswered Offer=5
  + DialAnswered Call=5 Offer=5 Waited=1s Recording=0000001-00000005-1
  > AnswerCaller Call=5 Leg=L5
  > Connect Call=5 Caller=L5 Called=o5 Recording=0000001-00000005-1
08:03:02 Transfer Agent=jana Call=5 Queue=uctarna
  x Code=for-help
