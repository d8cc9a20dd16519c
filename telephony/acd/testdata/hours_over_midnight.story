# Proves: S-VM-9
# A night shift from 22:00 to 6:00 belongs to the evening on which it begins.
hours noc Name=Noc Week=22-6
queue podpora Hours=noc
  @ 22:00:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Next=11-04T05:00:00Z
22:30:00 show queue podpora
  = QueueView ID=podpora Name=Podpora NextChange=11-04T05:00:00Z
25:00:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
25:00:30 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=abandoned Waited=30s
  @ 06:00:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-04T21:00:00Z
30:00:01 show queue podpora
  = QueueView ID=podpora Name=Podpora Offered=1 Abandoned=1 Closed ScheduledClosed NextChange=11-04T21:00:00Z
