# Proves: W-CC-11, S-VM-5, D-20
# A full queue takes a message, one that keeps a caller too long takes a request
# to be called back, or says that nobody is free. None of them chose it, so it
# doesn't count as reached.
voicemail vzkazy Name="Záznamník"
queue podpora Voicemail=vzkazy MaxWaiting=1 Full.Leave=message MaxWait=30 TooLong.Leave=call-back
queue uctarna MaxWait=10 TooLong.Apology
08:01:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + Began
  + CallQueued Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  > AnswerCaller Call=1 Leg=L1
  > PlayQueue Leg=L1 Greeting=greeting-cs Music=music
08:01:05 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallQueued Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3
  + VoicemailEntered Call=2 Voicemail=vzkazy Name=Záznamník Lang=cs Longest=3m0s Leaves=message Why=full
  > AnswerCaller Call=2 Leg=L2
  > PlayQueue Leg=L2 Greeting=greeting-cs Music=music
  > Say Leg=L2 Prompt=voicemail-cs
08:01:12 Said Leg=L2 Prompt=voicemail-cs
  + VoicemailStepped Call=2 Step=recording Recording=0000001-00000002-1
  > PlayQueue Leg=L2
  > Record Leg=L2 Call=2 Recording=0000001-00000002-1
08:01:20 CallerDigit Call=2 Digit=#
  + ItemTaken Call=2 Item={Call=2 Kind=message Voicemail=vzkazy VoicemailName=Záznamník Queue=podpora QueueName=Podpora From=+420777000002 At=07:01:12Z Length=8s Recording=0000001-00000002-1}
  + VoicemailStepped Call=2 Step=keeping
  > Record Leg=L2 Call=2
  > PlayQueue Leg=L2 Music=music
08:01:20 ItemKept Call=2
  + VoicemailStepped Call=2 Step=leaving
  > Say Leg=L2 Prompt=message-taken-cs
08:01:25 Said Leg=L2 Prompt=message-taken-cs
  + CallOver Call=2 Why=full Outcome=message
  > EndLeg Leg=L2 Why=full
  @ 08:01:30
  + VoicemailEntered Call=1 Voicemail=vzkazy Name=Záznamník Lang=cs Longest=3m0s Leaves=call-back Why=max-wait Waited=30s
  + ItemTaken Call=1 Item={Call=1 Kind=call-back Voicemail=vzkazy VoicemailName=Záznamník Queue=podpora QueueName=Podpora From=+420777000001 At=07:01:30Z}
  + VoicemailStepped Call=1 Step=keeping
  > PlayQueue Leg=L1 Music=music
08:01:40 ItemKept Call=1
  + VoicemailStepped Call=1 Step=leaving
  > Say Leg=L1 Prompt=call-back-taken-cs
08:01:45 Said Leg=L1 Prompt=call-back-taken-cs
  + CallOver Call=1 Why=max-wait Outcome=call-back Waited=30s
  > EndLeg Leg=L1 Why=max-wait
08:01:46 show queue podpora
  = QueueView ID=podpora Name=Podpora Offered=2 Messages=1 CallBacks=1
08:02:00 CallArrived Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100300
  + CallQueued Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100300 Queue=uctarna QueueName=Účtárna
  > AnswerCaller Call=3 Leg=L3
  > PlayQueue Leg=L3 Music=music
  @ 08:02:10
  + VoicemailEntered Call=3 Lang=cs Why=max-wait Waited=10s
  + VoicemailStepped Call=3 Step=leaving
  > Say Leg=L3 Prompt=nobody-free-cs
08:02:20 Said Leg=L3 Prompt=nobody-free-cs
  + CallOver Call=3 Why=max-wait Outcome=closed-out Waited=10s
  > EndLeg Leg=L3 Why=max-wait
08:02:21 show queue uctarna
  = QueueView ID=uctarna Name=Účtárna Offered=1 ClosedOut=1
