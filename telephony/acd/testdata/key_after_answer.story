# Proves: D-14
# The key and the lifted handset at once: whoever was first in the log wins.
voicemail vzkazy Name="Záznamník podpory"
queue podpora Voicemail=vzkazy Keys=both
on air jana@201 petr@202
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Queue=podpora Why=longest-idle
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
  > RingSeat Call=1 Offer=1 Seat=201 From=+420777000001 Queue=Podpora Limit=20s
08:01:05 OfferAnswered Offer=1
  + Answered Call=1 Offer=1 Agent=jana AgentName="Jana Malá" Seat=201 Waited=5s Recording=0000001-00000001-1
  > Connect Call=1 Caller=L1 Called=o1 Recording=0000001-00000001-1
08:01:05 CallerDigit Call=1 Digit=0
08:02:00 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2 Offer=2 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=2 Seat=202 From=+420777000002 Queue=Podpora Limit=20s
08:02:05 CallerDigit Call=2 Digit=0
  + OfferOver Call=2 Offer=2 Agent=petr How=voicemail To="Záznamník podpory"
  + VoicemailEntered Call=2 Voicemail=vzkazy Name="Záznamník podpory" Lang=cs Longest=3m0s Leaves=call-back Chosen Waited=5s
  + ItemTaken Call=2 Item={Call=2 Kind=call-back Voicemail=vzkazy VoicemailName="Záznamník podpory" Queue=podpora QueueName=Podpora From=+420777000002 At=07:02:05Z}
  + VoicemailStepped Call=2 Step=keeping
  > StopRinging Offer=2
  > PlayQueue Leg=L2 Music=music
08:02:05 OfferAnswered Offer=2
  > EndLeg Leg=o2 Why=system
08:02:06 show agent petr
  = AgentView ID=petr Name="Petr Velký" Queues=[podpora, uctarna] Seat=202 SignedOn=08:00:00.002 Presence=on-air Since=08:02:05 Notice={Kind=voicemail Name="Záznamník podpory" At=08:02:05} Place=1
