# Proves: S-OUT-8
# A call outside shows the number of the operator's queue. The first line
# doesn't answer, the second carries it; the queue's number isn't its own, so
# its main number is shown. Sound before the answer is heard.
trunk svod Host=svod.example
trunk druhy Host=druhy.example Number=+420555000111
queue podpora Number=800100200
number 800100200 Trunk=svod
signed on jana@201
08:01:00 SeatDialled Call=1 Leg=L1 Seat=201 To=+420777123456
  + Dialled Call=1 Leg=L1 Seat=201 Agent=jana AgentName="Jana Malá" To=+420777123456 Trunks=[svod, druhy]
  + DialTried Call=1 Offer=1 Trunk=svod Shown=800100200
  > CallOut Call=1 Offer=1 Trunk=svod To=+420777123456 Shown=800100200
08:01:00 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=off-air Work=dialling Since=08:01:00 Call=1
08:01:03 OfferFailed Offer=1 Why=unreachable Code=408
  + DialFailed Call=1 Offer=1 Code=408
  + DialTried Call=1 Offer=2 Trunk=druhy
  > CallOut Call=1 Offer=2 Trunk=druhy To=+420777123456
08:01:04 OfferEarly Offer=2
  > LetHear Call=1 Caller=L1 Called=o2
08:01:04 OfferRang Offer=2
  + Rang Call=1 Offer=2
  > RingCaller Leg=L1
08:01:09 OfferAnswered Offer=2
  + DialAnswered Call=1 Offer=2 Waited=9s Recording=0000001-00000001-1
  > AnswerCaller Call=1 Leg=L1
  > Connect Call=1 Caller=L1 Called=o2 Recording=0000001-00000001-1
08:01:10 show call 1
  = CallView ID=1 Stage=talking Direction=out Seat=201 From=201 FromName="Jana Malá" To=+420777123456 Trunk=druhy Queued=08:01:00 Answered=08:01:09 Agent=jana Waited=9s Recording=0000001-00000001-1
08:01:10 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=off-air Work=talking Since=08:01:09 Call=1
08:02:09 LegEnded Leg=o2 Why=caller
  + DialOver Call=1 Why=called Outcome=answered Waited=9s Talked=1m0s
  > EndLeg Leg=L1 Why=called
08:02:10 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=off-air Since=08:02:09
# busy is no matter of the line: no other is tried
08:03:00 SeatDialled Call=2 Leg=L2 Seat=201 To=+420777123456
  + Dialled Call=2 Leg=L2 Seat=201 Agent=jana AgentName="Jana Malá" To=+420777123456 Trunks=[svod, druhy]
  + DialTried Call=2 Offer=3 Trunk=svod Shown=800100200
  > CallOut Call=2 Offer=3 Trunk=svod To=+420777123456 Shown=800100200
08:03:02 OfferFailed Offer=3 Why=busy Code=486 Cause=17
  + DialFailed Call=2 Offer=3 Code=486 Cause=17
  + DialOver Call=2 Why=called Outcome=unreached Code=486 Cause=17 Waited=2s
  > RefuseCaller Call=2 Leg=L2 Code=486
# nobody answers
08:04:00 SeatDialled Call=3 Leg=L3 Seat=201 To=+420777123456 Down=svod
  + Dialled Call=3 Leg=L3 Seat=201 Agent=jana AgentName="Jana Malá" To=+420777123456 Trunks=[druhy]
  + DialTried Call=3 Offer=4 Trunk=druhy
  > CallOut Call=3 Offer=4 Trunk=druhy To=+420777123456
  @ 08:06:00
  + DialOver Call=3 Why=called Outcome=unreached Waited=2m0s
  > StopRinging Offer=4
  > RefuseCaller Call=3 Leg=L3 Code=480
08:07:00 wait
# the operator gives up
08:08:00 SeatDialled Call=4 Leg=L4 Seat=201 To=+420777123456 Private
  + Dialled Call=4 Leg=L4 Seat=201 Agent=jana AgentName="Jana Malá" To=+420777123456 Trunks=[svod, druhy] Private
  + DialTried Call=4 Offer=5 Trunk=svod Shown=800100200
  > CallOut Call=4 Offer=5 Trunk=svod To=+420777123456 Shown=800100200 Private
08:08:10 LegEnded Leg=L4 Why=caller
  + DialOver Call=4 Why=caller Outcome=abandoned Waited=10s
  > StopRinging Offer=5
# and hangs up on the page
08:09:00 SeatDialled Call=5 Leg=L5 Seat=201 To=+420777123456
  + Dialled Call=5 Leg=L5 Seat=201 Agent=jana AgentName="Jana Malá" To=+420777123456 Trunks=[svod, druhy]
  + DialTried Call=5 Offer=6 Trunk=svod Shown=800100200
  > CallOut Call=5 Offer=6 Trunk=svod To=+420777123456 Shown=800100200
08:09:10 OfferAnswered Offer=6
  + DialAnswered Call=5 Offer=6 Waited=10s Recording=0000001-00000005-1
  > AnswerCaller Call=5 Leg=L5
  > Connect Call=5 Caller=L5 Called=o6 Recording=0000001-00000005-1
08:09:20 HangUp Agent=jana
  + DialOver Call=5 Why=agent Outcome=answered Waited=10s Talked=10s
  > EndLeg Leg=o6 Why=agent
  > EndLeg Leg=L5 Why=agent
# a provider who has blocked the account: the other line carries the call (FAULTS 7)
08:10:00 SeatDialled Call=6 Leg=L6 Seat=201 To=+420777123456
  + Dialled Call=6 Leg=L6 Seat=201 Agent=jana AgentName="Jana Malá" To=+420777123456 Trunks=[svod, druhy]
  + DialTried Call=6 Offer=7 Trunk=svod Shown=800100200
  > CallOut Call=6 Offer=7 Trunk=svod To=+420777123456 Shown=800100200
08:10:01 OfferFailed Offer=7 Why=refused Code=403
  + DialFailed Call=6 Offer=7 Code=403
  + Alerted What=not-our-name Call=6 Trunk=svod To=800100200
  + DialTried Call=6 Offer=8 Trunk=svod
  > CallOut Call=6 Offer=8 Trunk=svod To=+420777123456
08:10:02 OfferFailed Offer=8 Why=refused Code=403
  + DialFailed Call=6 Offer=8 Code=403
  + DialTried Call=6 Offer=9 Trunk=druhy
  > CallOut Call=6 Offer=9 Trunk=druhy To=+420777123456
08:10:04 OfferAnswered Offer=9
  + DialAnswered Call=6 Offer=9 Waited=4s Recording=0000001-00000006-1
  > AnswerCaller Call=6 Leg=L6
  > Connect Call=6 Caller=L6 Called=o9 Recording=0000001-00000006-1
08:10:30 LegEnded Leg=o9 Why=caller
  + DialOver Call=6 Why=called Outcome=answered Waited=4s Talked=26s
  > EndLeg Leg=L6 Why=called
