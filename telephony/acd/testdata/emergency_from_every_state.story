# Proves: P-EMERG-1
# 112 goes out at once from a phone at which nobody sits, of an operator off
# air, on a break, on air, while it rings for a queue, in a talk whose caller
# is held, while he wraps up; with every call outside used up, and with the
# trunk in a state that nobody knows.
trunk svod Host=svod.example
outward Calls=1 SeatCalls=1 SeatMinutes=1
queue podpora RingTime=60
on air jana@201
08:00:30 SeatDialled Call=1 Leg=L1 Seat=203 To=+420777123456
  + Dialled Call=1 Leg=L1 Seat=203 To=+420777123456 Trunks=[svod]
  + DialTried Call=1 Offer=1 Trunk=svod
  > CallOut Call=1 Offer=1 Trunk=svod To=+420777123456
08:00:40 SeatDialled Call=2 Leg=L2 Seat=204 To=112 Down=svod
  + Alerted What=emergency Call=2 Seat=204 To=112
  + Dialled Call=2 Leg=L2 Seat=204 To=112 Trunks=[svod] Emergency
  + DialTried Call=2 Offer=2 Trunk=svod
  > CallOut Call=2 Offer=2 Trunk=svod To=112 Emergency
08:00:50 LegEnded Leg=L2 Why=caller
  + DialOver Call=2 Why=caller Outcome=abandoned Waited=10s
  > StopRinging Offer=2
08:01:00 SeatDialled Call=3 Leg=L3 Seat=201 To=158
  + Alerted What=emergency Call=3 Seat=201 To=158
  + Dialled Call=3 Leg=L3 Seat=201 Agent=jana AgentName="Jana Malá" To=158 Trunks=[svod] Emergency
  + DialTried Call=3 Offer=3 Trunk=svod
  > CallOut Call=3 Offer=3 Trunk=svod To=158 Emergency
08:01:05 LegEnded Leg=L3 Why=caller
  + DialOver Call=3 Why=caller Outcome=abandoned Waited=5s
  > StopRinging Offer=3
08:01:10 GoOffAir Agent=jana
  + PresenceSet Agent=jana Presence=off-air
08:01:11 SeatDialled Call=4 Leg=L4 Seat=201 To=158
  + Alerted What=emergency Call=4 Seat=201 To=158
  + Dialled Call=4 Leg=L4 Seat=201 Agent=jana AgentName="Jana Malá" To=158 Trunks=[svod] Emergency
  + DialTried Call=4 Offer=4 Trunk=svod
  > CallOut Call=4 Offer=4 Trunk=svod To=158 Emergency
08:01:15 LegEnded Leg=L4 Why=caller
  + DialOver Call=4 Why=caller Outcome=abandoned Waited=4s
  > StopRinging Offer=4
08:01:16 GoOnAir Agent=jana
  + PresenceSet Agent=jana Presence=on-air
08:01:20 GoOffAir Agent=jana Break=porada
  + PresenceSet Agent=jana Presence=off-air Break=porada BreakName=Porada
08:01:21 SeatDialled Call=5 Leg=L5 Seat=201 To=158
  + Alerted What=emergency Call=5 Seat=201 To=158
  + Dialled Call=5 Leg=L5 Seat=201 Agent=jana AgentName="Jana Malá" To=158 Trunks=[svod] Emergency
  + DialTried Call=5 Offer=5 Trunk=svod
  > CallOut Call=5 Offer=5 Trunk=svod To=158 Emergency
08:01:25 LegEnded Leg=L5 Why=caller
  + DialOver Call=5 Why=caller Outcome=abandoned Waited=4s
  > StopRinging Offer=5
08:01:30 GoOnAir Agent=jana
  + PresenceSet Agent=jana Presence=on-air
08:01:31 CallArrived Call=6 Leg=L6 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=6 Leg=L6 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=6 Offer=6 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=6 Leg=L6
  > PlayQueue Leg=L6 Greeting=greeting-cs Music=music
  > RingSeat Call=6 Offer=6 Seat=201 From=+420777000001 Queue=Podpora Limit=1m0s
08:01:32 SeatDialled Call=7 Leg=L7 Seat=201 To=158
  + Alerted What=emergency Call=7 Seat=201 To=158
  + Dialled Call=7 Leg=L7 Seat=201 Agent=jana AgentName="Jana Malá" To=158 Trunks=[svod] Emergency
  + DialTried Call=7 Offer=7 Trunk=svod
  + OfferOver Call=6 Offer=6 Agent=jana How=withdrawn
  > CallOut Call=7 Offer=7 Trunk=svod To=158 Emergency
  > StopRinging Offer=6
08:01:35 LegEnded Leg=L7 Why=caller
  + DialOver Call=7 Why=caller Outcome=abandoned Waited=3s
  + Offered Call=6 Offer=8 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > StopRinging Offer=7
  > RingSeat Call=6 Offer=8 Seat=201 From=+420777000001 Queue=Podpora Limit=1m0s
08:01:36 OfferAnswered Offer=8
  + Answered Call=6 Offer=8 Agent=jana AgentName="Jana Malá" Seat=201 Waited=5s Recording=0000001-00000006-1
  > Connect Call=6 Caller=L6 Called=o8 Recording=0000001-00000006-1
08:01:40 LegHeld Leg=o8 Held
  + Held Call=6 Leg=o8 On
08:01:41 SeatDialled Call=8 Leg=L8 Seat=201 To=158
  + Alerted What=emergency Call=8 Seat=201 To=158
  + Dialled Call=8 Leg=L8 Seat=201 Agent=jana AgentName="Jana Malá" To=158 Trunks=[svod] Emergency
  + DialTried Call=8 Offer=9 Trunk=svod
  > CallOut Call=8 Offer=9 Trunk=svod To=158 Emergency
08:01:42 OfferAnswered Offer=9
  + DialAnswered Call=8 Offer=9 Waited=1s Recording=0000001-00000008-1
  > AnswerCaller Call=8 Leg=L8
  > Connect Call=8 Caller=L8 Called=o9 Recording=0000001-00000008-1
08:01:45 LegEnded Leg=L8 Why=caller
  + DialOver Call=8 Why=caller Outcome=answered Waited=1s Talked=3s
  > EndLeg Leg=o9 Why=caller
08:01:50 LegEnded Leg=L6 Why=caller
  + CallOver Call=6 Why=caller Outcome=answered Waited=5s Talked=14s
  + WrapUpBegan Call=6 Agent=jana
  > EndLeg Leg=o8 Why=caller
08:01:51 SeatDialled Call=9 Leg=L9 Seat=201 To=158
  + Alerted What=emergency Call=9 Seat=201 To=158
  + Dialled Call=9 Leg=L9 Seat=201 Agent=jana AgentName="Jana Malá" To=158 Trunks=[svod] Emergency
  + DialTried Call=9 Offer=10 Trunk=svod
  > CallOut Call=9 Offer=10 Trunk=svod To=158 Emergency
08:01:55 LegEnded Leg=L9 Why=caller
  + DialOver Call=9 Why=caller Outcome=abandoned Waited=4s
  > StopRinging Offer=10
