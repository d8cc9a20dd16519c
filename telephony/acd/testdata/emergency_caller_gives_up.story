# Proves: P-EMERG-2
# Who calls for help hangs up while a caller in the queue is warned: he waits
# on and has his music back.
trunk svod Host=svod.example Lines=1
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + Began
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:02:00 SeatDialled Call=3 Leg=L3 Seat=204 To=112
  + Alerted What=emergency Call=3 Seat=204 To=112
  + Dialled Call=3 Leg=L3 Seat=204 To=112 Trunks=[svod] Emergency
  + LineSought Call=3 Seat=204 Ends=1 Trunk=svod For=3s
  > RingCaller Leg=L3
  > PlayQueue Leg=L1 Greeting=line-needed-cs Music=music
08:02:01 LegEnded Leg=L3 Why=caller
  + CallSpared Call=1 For=3
  + DialOver Call=3 Why=caller Outcome=abandoned Waited=1s
  > PlayQueue Leg=L1 Music=music
08:02:10 show call 1
  = CallView ID=1 Stage=waiting From=+420777000001 To=800100200 Line="Zelená linka" Trunk=svod Queue=podpora QueueName=Podpora Tree=duvody Queued=08:01:00
