# Proves: D-41
# Who has no right to it is refused. Karel closes both queues at noon; callers
# are told so. At the next scheduled change, when the office closes, the hold
# ends by itself. In the evening Jana, who has the right, opens one; it stays so
# until the morning, unless she lets it go; of those that she doesn't serve she
# holds none.
hours kancelar Name=Kancelář Week=8-16:30
queue podpora Hours=kancelar
queue uctarna Hours=kancelar
agent jana Night
on air petr@202
11:59:00 SetNight Agent=petr Hold=closed
  x Code=not-allowed
12:00:00 SetNight Agent=sova Hold=closed
  + NightSet Queue=podpora QueueName=Podpora Hold=closed Until=15:30:00Z By=sova ByName="Karel Sova"
  + NightSet Queue=uctarna QueueName=Účtárna Hold=closed Until=15:30:00Z By=sova ByName="Karel Sova"
12:00:01 show queue podpora
  = QueueView ID=podpora Name=Podpora SignedOn=1 Ready=1 Closed NextChange=15:30:00Z Night={Hold=closed By=sova ByName="Karel Sova" Since=11:00:00Z Until=15:30:00Z}
12:00:10 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallOutOfHours CallQueued={Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3}
  + VoicemailEntered Call=1 Lang=cs Why=hours
  + VoicemailStepped Call=1 Step=leaving
  > AnswerCaller Call=1 Leg=L1
  > Say Leg=L1 Prompt="closed-now-cs hours-are-cs from-cs of-day-1-cs to-cs of-day-5-cs from-cs hour-8-cs to-cs hour-16-cs minute-30-cs pause-cs goodbye-cs"
12:00:15 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=closed-out
  @ 16:30:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-04T07:00:00Z
  + NightSet Queue=podpora QueueName=Podpora
  + HoursTurned Queue=uctarna QueueName=Účtárna Closed Next=11-04T07:00:00Z
  + NightSet Queue=uctarna QueueName=Účtárna
16:30:01 show queue podpora
  = QueueView ID=podpora Name=Podpora SignedOn=1 Ready=1 OutOfHours=1 Closed ScheduledClosed NextChange=11-04T07:00:00Z
18:00:00 SetNight Agent=jana Queue=podpora Hold=open
  + NightSet Queue=podpora QueueName=Podpora Hold=open Until=11-04T07:00:00Z By=jana ByName="Jana Malá"
18:00:10 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + Offered Call=2 Offer=1 Agent=petr AgentName="Petr Velký" Seat=202 Queue=podpora Why=longest-idle
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > RingSeat Call=2 Offer=1 Seat=202 From=+420777000002 Queue=Podpora Limit=20s
18:00:20 LegEnded Leg=L2 Why=caller
  + OfferOver Call=2 Offer=1 Agent=petr How=abandoned
  + CallOver Call=2 Why=caller Outcome=abandoned Waited=10s
  > StopRinging Offer=1
18:00:30 SetNight Agent=jana Queue=podpora Hold=open
18:01:00 SetNight Agent=jana Queue=podpora
  + NightSet Queue=podpora QueueName=Podpora By=jana ByName="Jana Malá"
18:02:00 SetNight Agent=jana Queue=nic Hold=open
  x Code=unknown-queue
18:02:30 SetNight Agent=jana Queue=uctarna Hold=open
  x Code=not-allowed
18:02:31 SetNight Agent=jana Hold=open
  + NightSet Queue=podpora QueueName=Podpora Hold=open Until=11-04T07:00:00Z By=jana ByName="Jana Malá"
18:02:32 SetNight Agent=jana
  + NightSet Queue=podpora QueueName=Podpora By=jana ByName="Jana Malá"
18:03:00 SetNight Agent=sova Queue=uctarna Hold=open
  + NightSet Queue=uctarna QueueName=Účtárna Hold=open Until=11-04T07:00:00Z By=sova ByName="Karel Sova"
  @ 08:00:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Next=11-04T15:30:00Z
  + HoursTurned Queue=uctarna QueueName=Účtárna Next=11-04T15:30:00Z
  + NightSet Queue=uctarna QueueName=Účtárna
32:00:01 show queue uctarna
  = QueueView ID=uctarna Name=Účtárna SignedOn=1 Ready=1 NextChange=11-04T15:30:00Z
