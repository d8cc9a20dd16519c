# Proves: S-REASON-8, S-DONE-2
# A queue without a code list asks for no reason.
on air eva@203
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100300
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100300 Queue=uctarna QueueName=Účtárna
  + Offered Call=1 Offer=1 Agent=eva AgentName="Eva Nová" Seat=203 Queue=uctarna Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Music=music
  > RingSeat Call=1 Offer=1 Seat=203 From=+420777123456 Queue=Účtárna Limit=20s
08:01:02 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=eva AgentName="Eva Nová" Seat=203 Waited=2s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:02:00 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=answered Waited=2s Talked=58s
  + WrapUpBegan Call=1 Agent=eva
  > EndLeg Leg=o1 Why=caller
08:02:01 SaveCall Agent=eva Call=1 Form.Unknown
  + Saved Call=1 Agent=eva AgentName="Eva Nová" Form={Unknown} From=+420777123456
