# Proves: D-13, D-14
# While he types, somebody gets free and has the call: what he typed is
# forgotten.
voicemail zpet Name="Zpětné volání"
queue podpora Voicemail=zpet Keys=both
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod To=800100200
  + Began
  + CallQueued Call=1 Leg=L1 Trunk=svod To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:01:05 CallerDigit Call=1 Digit=0
  + NumberTyped Call=1
  > Say Leg=L1 Prompt=type-number-cs
08:01:07 CallerDigit Call=1 Digit=7
  + NumberTyped Call=1 Number=7
  > PlayQueue Leg=L1
08:01:08 SignOn Agent=jana Seat=201
  + SignedOn Agent=jana Name="Jana Malá" Seat=201
08:01:09 GoOnAir Agent=jana
  + PresenceSet Agent=jana Presence=on-air
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > RingSeat Call=1 Offer=1 Seat=201 Queue=Podpora Limit=20s
08:01:10 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=10s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:12 CallerDigit Call=1 Digit=7
08:02:00 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=answered Waited=10s Talked=50s
  + WrapUpBegan Call=1 Agent=jana
  > EndLeg Leg=o1 Why=caller
