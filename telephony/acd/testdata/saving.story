# Proves: S-DONE-2, S-DONE-3, S-DONE-5, S-NOTE-1, S-NOTE-2, S-NOTE-3, S-UNK-1, S-UNK-4, S-UNK-5, S-REASON-5, S-REASON-6, D-6
# Every refusal of Save; the processing goes on after each. A branch of the
# tree may be shorter than another.
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 Queue=Podpora Limit=20s
08:01:02 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=2s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:02:00 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=answered Waited=2s Talked=58s
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=o1 Why=caller
08:02:01 SaveCall Agent=petr Call=1 Form.Unknown Form.Reasons=2
  x Code=not-signed-on
08:02:02 SaveCall Agent=jana Call=7 Form.Unknown Form.Reasons=2
  x Code=not-your-call
08:02:03 SaveCall Agent=jana Call=1 Form.Unknown
  x Code=reason-missing
08:02:04 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=1
  x Code=reason-code-missing
08:02:05 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=1,2
  x Code=reason-unknown
08:02:06 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=9
  x Code=reason-unknown
08:02:07 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=2 Form.RT=12a
  x Code=rt-not-number
08:02:08 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=2 Form.RT=12345678901
  x Code=rt-too-long
08:02:08 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=2 Form.RT=１２
  x Code=rt-not-number
08:02:09 SaveCall Agent=jana Call=1 Form.Reasons=2
  x Code=find-customer
08:02:10 show agent jana
  = AgentView ID=jana Name="Jana Malá" Queues=[podpora] Seat=201 SignedOn=08:00:00.001 Presence=on-air Work=wrapping Since=08:02:00 Call=1 Today={Answered=1 Talked=58s}
08:02:11 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=2 Form.ReplaceNumber
  + Saved Call=1 Agent=jana AgentName="Jana Malá" Form={Reasons=[2] Unknown} ReasonNames=[Jiné] Tree=duvody TreeVersion=3
08:02:12 SaveCall Agent=jana Call=1 Form.Unknown Form.Reasons=2
  x Code=no-call
