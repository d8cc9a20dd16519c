# Proves: S-UNK-3, S-MATCH-7, S-MATCH-8, W-CC-15
# The caller is found while he waits; the name goes to the phone. An inactive
# customer can't be worked with; with the tick the call is an unknown
# customer's. What a person assigned is not undone by a late look-up.
on air jana@201
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777123456 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777123456 Queue=Podpora Limit=20s
08:01:01 CallerKnown Call=1 Candidates="K1:Jan Novák,K2:Novák starší:inactive"
  + CallNamed Call=1 Candidates=[{ID=K1 Name="Jan Novák" Active}, {ID=K2 Name="Novák starší"}]
08:01:02 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=2s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:03 show call 1
  = CallView ID=1 Stage=talking From=+420777123456 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00 Answered=08:01:02 Agent=jana Candidates=[{ID=K1 Name="Jan Novák" Active}, {ID=K2 Name="Novák starší"}] Waited=2s Recording=0000001-00000001-1
08:01:04 AssignCustomer Agent=jana Call=1 Customer="K2:Novák starší:inactive"
  x Code=customer-inactive Name="Novák starší"
08:01:05 AssignCustomer Agent=petr Call=1 Customer="K1:Jan Novák"
  x Code=not-signed-on
08:01:06 AssignCustomer Agent=jana Call=1 Customer="K1:Jan Novák"
  + CustomerSet Call=1 Agent=jana Customer={ID=K1 Name="Jan Novák" Active}
08:01:07 AssignCustomer Agent=jana Call=1
  + CustomerSet Call=1 Agent=jana
08:01:08 AssignCustomer Agent=jana Call=1 Customer="K1:Jan Novák"
  + CustomerSet Call=1 Agent=jana Customer={ID=K1 Name="Jan Novák" Active}
08:01:09 CallerKnown Call=1 Chosen=K2 Candidates="K2:Novák starší:inactive"
  + CallNamed Call=1 Candidates=[{ID=K2 Name="Novák starší"}]
08:01:10 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=answered Waited=2s Talked=8s
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=o1 Why=caller
08:01:11 SaveCall Agent=jana Call=1 Form.Reasons=2 Form.ReplaceNumber Form.Unknown
  + Saved Call=1 Agent=jana AgentName="Jana Malá" Form={Reasons=[2] ReplaceNumber} ReasonNames=[Jiné] Tree=duvody TreeVersion=3 Customer={ID=K1 Name="Jan Novák" Active} From=+420777123456
