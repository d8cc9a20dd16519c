# Proves: S-VM-4, S-VM-10, S-VM-12, D-36
# Merged: 0 is for the call-back; # or * for the message at once; who presses
# nothing is asked for a message.
voicemail noc Name=Záznamník
hours kancelar Name=Kancelář Week=8-16:30
queue podpora Hours=kancelar Voicemail=noc Closed.Leave=both
  @ 16:30:00.001
  + HoursTurned Queue=podpora QueueName=Podpora Closed Next=11-04T07:00:00Z
17:00:00 CallArrived Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200
  + CallOutOfHours CallQueued={Call=1 Leg=L1 Trunk=svod From=+420777000001 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3}
  + VoicemailEntered Call=1 Voicemail=noc Name=Záznamník Lang=cs Longest=3m0s Why=hours
  + VoicemailStepped Call=1 Step=hours
  > AnswerCaller Call=1 Leg=L1
  > Say Leg=L1 Prompt="closed-cs hours-are-cs from-cs of-day-1-cs to-cs of-day-5-cs from-cs hour-8-cs to-cs hour-16-cs minute-30-cs pause-cs closed-both-cs"
17:00:03 CallerDigit Call=1 Digit=0
  + LeaveChosen Call=1 Leaves=call-back
  + ItemTaken Call=1 Item={Call=1 Kind=call-back Voicemail=noc VoicemailName=Záznamník Queue=podpora QueueName=Podpora From=+420777000001 At=16:00:03Z}
  + VoicemailStepped Call=1 Step=keeping
  > PlayQueue Leg=L1 Music=music
17:00:04 ItemKept Call=1
  + VoicemailStepped Call=1 Step=leaving
  > Say Leg=L1 Prompt=call-back-taken-cs
17:00:08 LegEnded Leg=L1 Why=caller
  + CallOver Call=1 Why=caller Outcome=call-back
17:01:00 CallArrived Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200
  + CallOutOfHours CallQueued={Call=2 Leg=L2 Trunk=svod From=+420777000002 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3}
  + VoicemailEntered Call=2 Voicemail=noc Name=Záznamník Lang=cs Longest=3m0s Why=hours
  + VoicemailStepped Call=2 Step=hours
  > AnswerCaller Call=2 Leg=L2
  > Say Leg=L2 Prompt="closed-cs hours-are-cs from-cs of-day-1-cs to-cs of-day-5-cs from-cs hour-8-cs to-cs hour-16-cs minute-30-cs pause-cs closed-both-cs"
17:01:03 CallerDigit Call=2 Digit=*
  + LeaveChosen Call=2 Leaves=message
  + VoicemailStepped Call=2 Step=asking
  > Say Leg=L2 Prompt=voicemail-cs
17:01:10 LegEnded Leg=L2 Why=caller
  + CallOver Call=2 Why=caller Outcome=closed-out
17:02:00 CallArrived Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100200
  + CallOutOfHours CallQueued={Call=3 Leg=L3 Trunk=svod From=+420777000003 To=800100200 Line="Zelená linka" Queue=podpora QueueName=Podpora Tree=duvody TreeVersion=3}
  + VoicemailEntered Call=3 Voicemail=noc Name=Záznamník Lang=cs Longest=3m0s Why=hours
  + VoicemailStepped Call=3 Step=hours
  > AnswerCaller Call=3 Leg=L3
  > Say Leg=L3 Prompt="closed-cs hours-are-cs from-cs of-day-1-cs to-cs of-day-5-cs from-cs hour-8-cs to-cs hour-16-cs minute-30-cs pause-cs closed-both-cs"
17:02:15 Said Leg=L3 Prompt=closed-both-cs
  + VoicemailStepped Call=3 Step=choosing
  @ 17:02:21
  + LeaveChosen Call=3 Leaves=message
  + VoicemailStepped Call=3 Step=asking
  > Say Leg=L3 Prompt=voicemail-cs
17:02:26 Said Leg=L3 Prompt=voicemail-cs
  + VoicemailStepped Call=3 Step=recording Recording=0000001-00000003-1
  > PlayQueue Leg=L3
  > Record Leg=L3 Call=3 Recording=0000001-00000003-1
17:02:36 LegEnded Leg=L3 Why=caller
  + ItemTaken Call=3 Item={Call=3 Kind=message Voicemail=noc VoicemailName=Záznamník Queue=podpora QueueName=Podpora From=+420777000003 At=16:02:26Z Length=10s Recording=0000001-00000003-1}
  + CallOver Call=3 Why=caller Outcome=message
17:02:37 show queue podpora
  = QueueView ID=podpora Name=Podpora OutOfHours=3 OutOfHoursLeft=2 Closed ScheduledClosed NextChange=11-04T07:00:00Z
