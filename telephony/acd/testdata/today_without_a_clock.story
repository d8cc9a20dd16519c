# Proves: D-20
# A board without a clock of its own starts in the past. Until the time is known
# figures stay those of the last day known, reckoned on by the time that it runs.
on air jana@201
11:00:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
11:00:01 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=1s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
11:00:02 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=answered Waited=1s Talked=1s
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=o1 Why=caller
11:00:03 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=2
  + Saved Call=1 Agent=jana AgentName="Jana Malá" Form={Reasons=[2] Unknown} ReasonNames=[Jiné] Tree=duvody TreeVersion=3 From=+420777000001
12:00:00 doubt
-300:00:00 restart
  + Began
-299:59:59 show queue podpora
  = QueueView ID=podpora Name=Podpora SignedOn=1 Ready=1 Offered=1 Answered=1 AnsweredInTime=1
-299:59:58 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2 Offer=2-1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=2-1 Seat=201 From=+420777000002 Queue=Podpora Limit=20s
-299:59:57 LegEnded Leg=L2 Why=caller
  + OfferOver Call=2 Offer=2-1 Agent=jana How=abandoned
  + CallOver Call=2 Why=caller Outcome=abandoned
  > StopRinging Offer=2-1
-299:59:56 show queue podpora
  = QueueView ID=podpora Name=Podpora SignedOn=1 Ready=1 Offered=2 Answered=1 Abandoned=1 AnsweredInTime=1
-288:00:10 show queue podpora
  = QueueView ID=podpora Name=Podpora SignedOn=1 Ready=1 Offered=2 Answered=1 Abandoned=1 AnsweredInTime=1
-287:59:50 show queue podpora
  = QueueView ID=podpora Name=Podpora SignedOn=1 Ready=1
-287:59:49 set 36:15:00
  + ClockSet By=322h15m11s
36:15:01 trust
  + ClockSet Sure
36:15:02 show queue podpora
  = QueueView ID=podpora Name=Podpora SignedOn=1 Ready=1
